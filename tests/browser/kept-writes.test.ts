/** What is written without a network outlives a reload and is stored once the server answers again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { type Line, openLine } from '#tests/support/line.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs, type Person, runningMeeting } from '#tests/support/room-people.ts';
import { untilKept } from './until-kept.ts';

const soon = { timeout: 30_000 };

interface Task {
  id: string;
  title: string;
  status: string;
}

let product: RunningProduct;
let chromium: TestBrowser;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  product = await startProduct();
  chromium = await openBrowser();
  ({ ada, bob } = await adaAndBob(product.url));
});

afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

async function newTask(title: string): Promise<{ projectId: string; task: Task }> {
  const { id: projectId } = await call<{ id: string }>(product.url, 'projects/', {
    token: bob.token,
    body: { name: 'Garden' },
  });
  const path = `projects/${projectId}/tasks/`;
  const task = await call<Task>(product.url, path, { token: bob.token, body: { title } });
  return { projectId, task };
}

async function cut(page: Page, line: Line): Promise<void> {
  line.cut();
  await page.context().setOffline(true);
}

async function restore(page: Page, line: Line): Promise<void> {
  line.restore();
  await page.context().setOffline(false);
}

const stored = <T>(path: string) =>
  call<{ results: T[] }>(product.url, path, { token: bob.token }).then(({ results }) => results);

const commentCall = /\/trpc\/tasks\.comment(\?|$)/;

/** A task's panel that was read, so that it is there without a network. */
async function openPanel(line: Line, projectId: string, task: Task): Promise<Page> {
  const page = await openAs(chromium, line.url, bob, `/projects/${projectId}/tasks/${task.id}`);
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  await page.getByText('No comments yet.').waitFor();
  await untilKept(page);
  return page;
}

test('tasks, changes and comments made offline survive a reload and are stored once, in order', async () => {
  await using line = await openLine(product.url);
  const { projectId, task } = await newTask('Plant the willows');
  const page = await openPanel(line, projectId, task);
  await cut(page, line);
  await page.reload();
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.fill('Said in the tunnel');
  await comment.press('Control+Enter');
  await page.getByText('Waits for the connection').waitFor();
  await expect.poll(() => comment.inputValue()).toBe('');
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Plant the alders');
  await title.press('Enter');
  const add = page.getByRole('textbox', { name: 'New task' });
  for (const one of ['Repair the gauge', 'Paint the gate']) {
    await add.fill(one);
    await add.press('Enter');
  }
  await page.getByText('4 changes are kept on this device').waitFor();

  await page.reload();
  await page.getByText('4 changes are kept on this device').waitFor();
  await page.getByText('Said in the tunnel').waitFor();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('list', { name: 'Not stored yet' }).getByText('Plant the alders').waitFor();

  await restore(page, line);
  await page.getByText(/kept on this device and/).waitFor({ state: 'detached' });
  await expect
    .poll(
      async () => (await stored<Task>(`projects/${projectId}/tasks/`)).map((one) => one.title),
      soon,
    )
    .toEqual(['Plant the alders', 'Repair the gauge', 'Paint the gate']);
  const comments = await stored<{ text: string }>(`tasks/${task.id}/comments/`);
  expect(comments.map(({ text }) => text)).toEqual(['Said in the tunnel']);
  // And on the page, which did not wait for any of it.
  await page.getByText('Paint the gate').first().waitFor();
  await page.reload();
  await page.getByText('Paint the gate').first().waitFor();
  expect(await stored(`tasks/${task.id}/comments/`)).toHaveLength(1);
  await page.close();
});

test('a comment that is changed or deleted offline is so at once, and stored later', async () => {
  await using line = await openLine(product.url);
  const { projectId, task } = await newTask('Water the willows');
  for (const text of ['On Monday', 'Never mind']) {
    await call(product.url, `tasks/${task.id}/comments/`, { token: bob.token, body: { text } });
  }
  const page = await openAs(chromium, line.url, bob, `/projects/${projectId}/tasks/${task.id}`);
  const comment = (text: string) => page.getByRole('listitem').filter({ hasText: text }).last();
  await comment('Never mind').waitFor();
  await untilKept(page);
  await cut(page, line);
  await comment('On Monday').hover();
  await comment('On Monday').getByRole('button', { name: 'Edit comment' }).click();
  const field = page.getByRole('textbox', { name: 'Edit comment' });
  await field.fill('On Tuesday');
  await field.press('Control+Enter');
  await comment('Never mind').hover();
  await comment('Never mind').getByRole('button', { name: 'Delete comment' }).click();
  await page.getByRole('button', { name: 'Delete this comment' }).click();
  const isSo = async () => {
    await comment('On Tuesday').getByText('Waits for the connection').waitFor();
    await page.getByText('This comment was deleted.').waitFor();
  };
  await isSo();
  await page.reload();
  await isSo();
  await restore(page, line);
  const said = async () =>
    (await stored<{ text: string }>(`tasks/${task.id}/comments/`)).map(({ text }) => text);
  await expect.poll(said, soon).toEqual(['On Tuesday', '']);
  await page.getByText('Waits for the connection').waitFor({ state: 'detached' });
  await comment('On Tuesday').waitFor();
  await page.close();
});

test('a message that is changed or deleted offline is so at once, and stored later', async () => {
  await using line = await openLine(product.url);
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const messages = `meetings/${meetingId}/messages/`;
  for (const text of ['On Monday', 'Never mind']) {
    await call(product.url, messages, { token: bob.token, body: { text } });
  }
  const page = await openAs(chromium, line.url, bob, `/meetings/${meetingId}/room`);
  const adas = await openAs(chromium, product.url, ada, `/meetings/${meetingId}/room`);
  const message = (text: string, of = page) => of.getByRole('article').filter({ hasText: text });
  await message('Never mind', adas).waitFor();
  await message('Never mind').waitFor();
  await untilKept(page);
  await cut(page, line);
  await message('On Monday').hover();
  await message('On Monday').getByRole('button', { name: 'Edit' }).click();
  const field = page.getByRole('textbox', { name: 'Message', exact: true });
  await field.fill('On Tuesday');
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
  await message('On Tuesday').getByText('Waits for the connection').waitFor();
  await message('Never mind').hover();
  await message('Never mind').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete this message' }).click();
  await message('deleted').getByText('Waits for the connection').waitFor();
  await message('Never mind', adas).waitFor();
  // Somebody who is gone before the connection is back has it stored all the same.
  await page.reload();
  await page.getByText('2 changes are kept on this device').waitFor();
  await restore(page, line);
  await message('On Tuesday', adas).getByText('edited').waitFor();
  await message('Never mind', adas).waitFor({ state: 'detached' });
  await message('On Tuesday').getByText('edited').waitFor();
  await page.getByText('Waits for the connection').waitFor({ state: 'detached' });
  await adas.close();
  await page.close();
});

test('an answer that was lost on the way is asked for again, and nothing is done twice', async () => {
  await using line = await openLine(product.url);
  const { projectId, task } = await newTask('Prune');
  const page = await openPanel(line, projectId, task);
  // The server does it, and its answer never arrives.
  let isSent = false;
  await page.route(commentCall, async (route) => {
    if (!isSent) {
      isSent = true;
      await route.fetch();
      await cut(page, line);
    }
    await route.abort();
  });
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.fill('Once');
  await comment.press('Control+Enter');
  await page.getByText('Waits for the connection').waitFor();
  await page.unroute(commentCall);
  await page.reload();
  await restore(page, line);
  await page.getByText(/kept on this device and/).waitFor({ state: 'detached' });
  expect(await stored(`tasks/${task.id}/comments/`)).toHaveLength(1);
  await page.close();
});

test('what cannot be stored any more is told with what was typed, and can be stored all the same', async () => {
  await using line = await openLine(product.url);
  const { projectId, task } = await newTask('Water the roses');
  const page = await openPanel(line, projectId, task);
  await cut(page, line);
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Water the lilies');
  await title.press('Enter');
  await page.getByText('1 change is kept on this device').waitFor();
  await page.reload();
  await call(product.url, `tasks/${task.id}/`, {
    method: 'PATCH',
    token: bob.token,
    body: { title: 'Water everything' },
  });
  await restore(page, line);
  await page.getByText('1 change could not be stored').waitFor();
  await page.getByRole('button', { name: 'Show' }).click();
  const list = page.getByRole('list', { name: 'Not stored yet' });
  await list.getByText('Water the lilies').waitFor();
  // A window beside it, which nobody turns to, lists it as well and no longer than this one.
  const beside = await page.context().newPage();
  await beside.goto(page.url());
  await beside.getByText('1 change could not be stored').waitFor();
  await list.getByRole('button', { name: 'Store mine all the same' }).click();
  await page.getByText('could not be stored').waitFor({ state: 'detached' });
  await beside.getByText('could not be stored').waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await stored<Task>(`projects/${projectId}/tasks/`))[0]?.title, soon)
    .toBe('Water the lilies');
  await beside.close();
  await page.close();
});

test('nobody else who signs in sends it, or sees what was only typed; its author does when they are back', async () => {
  await using line = await openLine(product.url);
  const { projectId, task } = await newTask('Mow');
  const page = await openPanel(line, projectId, task);
  await cut(page, line);
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.fill('Bob wrote this');
  await comment.press('Control+Enter');
  await page.getByText('Waits for the connection').waitFor();
  await comment.fill('Half a thought');
  // The session ends and somebody else sits down.
  await page.close({ runBeforeUnload: false });
  const again = await page.context().newPage();
  await again.context().setOffline(false);
  line.restore();
  const signIn = (person: Person) =>
    again.request.post(`${line.url}/trpc/auth.signIn`, {
      headers: { origin: line.url },
      data: { email: person.email, password: person.password },
    });
  await again.context().clearCookies();
  await signIn(ada);
  await again.goto(line.url);
  await again.getByRole('heading', { name: 'Home' }).waitFor();
  expect(await stored(`tasks/${task.id}/comments/`)).toEqual([]);
  expect(await again.evaluate(() => JSON.stringify(localStorage))).not.toContain('Half a thought');
  await again.context().clearCookies();
  await signIn(bob);
  await again.goto(line.url);
  await expect
    .poll(() => stored(`tasks/${task.id}/comments/`), soon)
    .toMatchObject([{ text: 'Bob wrote this', user: { name: 'Bob Martin' } }]);
  await again.close();
});
