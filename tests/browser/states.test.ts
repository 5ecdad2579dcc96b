/** What pages show when they have nothing to show yet, cannot, or may not: and what they are on paper. */
import type { Page, Route } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting, untilLive } from '#tests/support/room-people.ts';

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;
const { url } = product;
const post = <Answer>(path: string, body: object, method = 'POST') =>
  call<Answer>(url, path, { token: ada.token, body, method });
const { id: projectId } = await post<{ id: string }>('projects/', { name: 'Garden' });

/** Calls of these procedures go another way; all others as ever. */
async function route(page: Page, procedures: RegExp, go: (route: Route) => Promise<void>) {
  await page.route(/\/trpc\//, (asked) =>
    procedures.test(asked.request().url()) ? go(asked) : asked.continue(),
  );
}

test('a dialog higher than the screen is reached from its top to its end', async () => {
  const phone = { viewport: { width: 360, height: 560 }, hasTouch: true };
  const page = await openAs(chromium, url, ada, '/meetings?schedule=true', phone);
  const dialog = page.getByRole('dialog', { name: 'Schedule a meeting' });
  await dialog.getByRole('button', { name: 'Schedule' }).scrollIntoViewIfNeeded();
  await dialog.getByRole('heading').scrollIntoViewIfNeeded();
  await expect
    .poll(() => dialog.getByRole('heading').evaluate((title) => title.getBoundingClientRect().top))
    .toBeGreaterThanOrEqual(0);
  await page.close();
});

test('a part of a page that cannot be had says so, and is had at another try', async () => {
  const page = await openAs(chromium, url, ada, '/projects');
  let isAway = true;
  await route(page, /tasks\.board/, (asked) =>
    isAway ? asked.fulfill({ status: 500, body: '[]' }) : asked.continue(),
  );
  await page.goto(`${url}/projects/${projectId}`);
  const alert = page.getByRole('alert').filter({ hasText: 'The tasks could not be loaded' });
  await alert.waitFor();
  isAway = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('overdue', { exact: true }).waitFor();
  await page.close();
});

test('a project that is not there, or not for oneself, is one page that leads home', async () => {
  const page = await openAs(chromium, url, bob, `/projects/${projectId}/tasks`);
  await page.getByRole('heading', { name: 'This address leads nowhere' }).waitFor();
  expect(await page.getByRole('navigation', { name: 'Project pages' }).count()).toBe(0);
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await page.getByRole('heading', { name: /, Bob$/ }).waitFor();
  await page.goto(`${url}/admin/storage`);
  await page.getByRole('heading', { name: 'This page is for administrators' }).waitFor();
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await page.getByRole('heading', { name: /, Bob$/ }).waitFor();
  await page.close();
});

test('where files are dropped on the home page, nothing moves when a hand comes near', async () => {
  for (const options of [{}, { viewport: { width: 360, height: 760 } }]) {
    const page = await openAs(chromium, url, ada, '/', options);
    const tops = page.getByRole('heading', { name: 'Latest', exact: true });
    await tops.waitFor();
    await page.getByText('The pictures and documents that you').waitFor();
    const before = await tops.boundingBox();
    await page.keyboard.press('Shift');
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await page.getByText(/^JPEG, PNG/).waitFor({ state: 'attached' });
    expect(await tops.boundingBox()).toEqual(before);
    await page.close();
  }
});

test('a room of a meeting that was cancelled is read, and nothing in it is offered', async () => {
  const meetingId = await runningMeeting(url, ada, { participantIds: [bob.id] });
  await post(`meetings/${meetingId}/messages/`, { text: 'See you there.' });
  const page = await openAs(chromium, url, ada, `/meetings/${meetingId}/room`);
  const field = page.getByRole('textbox', { name: /^Message to everyone/ });
  await field.waitFor();
  await untilLive(page);
  await post(`meetings/${meetingId}/`, {}, 'DELETE');
  await page.getByText('This meeting was cancelled.').waitFor();
  await field.waitFor({ state: 'detached' });
  const message = page.locator('article', { hasText: 'See you there.' });
  await message.hover();
  await message.getByRole('button', { name: 'Delete message' }).waitFor();
  await expect.poll(() => message.getByRole('button').count()).toBe(1);
  await page.close();
});

test('on paper a task is all that there is, in dark letters', async () => {
  const { id } = await post<{ id: string }>(`projects/${projectId}/tasks/`, {
    title: 'Plant the willows',
    description: 'Along the bank.',
  });
  const options = { colorScheme: 'dark' } as const;
  const page = await openAs(chromium, url, ada, `/projects/${projectId}/tasks/${id}`, options);
  const panel = page.getByRole('complementary', { name: 'Task details' });
  await panel.getByText('No comments yet.').waitFor();
  await page.emulateMedia({ media: 'print' });
  await panel.getByRole('textbox', { name: 'Title' }).waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0);
  expect(await panel.getByRole('button', { name: 'Close' }).count()).toBe(0);
  const colour = await panel.evaluate((element) => getComputedStyle(element).color);
  expect(colour).toBe('rgb(29, 28, 26)');
  await page.close();
});
