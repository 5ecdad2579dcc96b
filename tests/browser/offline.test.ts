/** The product without a network: it opens, shows what was read before, says so, and catches up. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openLine } from '#tests/support/line.ts';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage, runningMeeting } from '#tests/support/room-people.ts';
import { untilKept } from './until-kept.ts';

const soon = { timeout: 30_000 };

const stage = await openStage();
afterAll(() => stage[Symbol.asyncDispose]());
const { product, chromium, ada, bob } = stage;

/** Who leaves a page at once may leave it before all that it shows is kept. */
async function untilRead(page: Page, path: string): Promise<void> {
  const kept = async () => {
    const answers = await caches.open('ecosystia-answers');
    return (await answers.keys()).map(({ url }) => url).join(' ');
  };
  await expect.poll(() => page.evaluate(kept), soon).toContain(path);
}

test('it can be installed', async () => {
  const page = await openAs(chromium, product.url, ada, '/');
  await untilKept(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.enable');
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  // The window of a test keeps nothing after it, which alone would stand in the way.
  await expect
    .poll(async () => {
      const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
      return installabilityErrors
        .map(({ errorId }) => errorId)
        .filter((id) => id !== 'in-incognito');
    }, soon)
    .toEqual([]);
  await page.close();
});

test('what was read is there to be read, what is written is sent later, and all catches up', async () => {
  await using line = await openLine(product.url);
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token: bob.token,
    body: { name: 'Garden' },
  });
  const newTask = (title: string) =>
    call(product.url, `projects/${project.id}/tasks/`, { token: bob.token, body: { title } });
  await newTask('Plant the willows');
  const meetingId = await runningMeeting(product.url, ada, { participantIds: [bob.id] });
  const tasksPage = `/projects/${project.id}/tasks`;
  const page = await openAs(chromium, line.url, bob, `/meetings/${meetingId}/room`);
  await page.getByRole('textbox', { name: /^Message to everyone/ }).waitFor();
  await untilRead(page, 'meetings.chat');
  await page.goto(line.url + tasksPage);
  await page.getByText('Plant the willows').first().waitFor();
  await untilKept(page);

  line.cut();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Plant the willows').first().waitFor();
  await page.getByText('The server cannot be reached. This is what you read before').waitFor();
  await newTask('Repair the gauge');
  await page.goto(`${line.url}/meetings/${meetingId}/room`);
  const field = page.getByRole('textbox', { name: /^Message to everyone/ });
  await field.fill('From the tunnel');
  await field.press('Enter');
  await page.getByText('Waits for the connection').waitFor();

  line.restore();
  await page.context().setOffline(false);
  const messages = () =>
    call<{ results: { text: string; kind: string }[] }>(
      product.url,
      `meetings/${meetingId}/messages/?limit=200`,
      { token: ada.token },
    );
  await expect
    .poll(async () => {
      const { results } = await messages();
      return results.filter(({ kind }) => kind === 'message').map(({ text }) => text);
    }, soon)
    .toEqual(['From the tunnel']);
  await page.getByText('The server cannot be reached').waitFor({ state: 'detached' });
  await page.goto(line.url + tasksPage);
  await page.getByText('Repair the gauge').first().waitFor();
  await page.close();
});

test('a page that is open shows again what is so, once the line is back', async () => {
  await using line = await openLine(product.url);
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token: bob.token,
    body: { name: 'Orchard' },
  });
  const newTask = (title: string) =>
    call(product.url, `projects/${project.id}/tasks/`, { token: bob.token, body: { title } });
  await newTask('Prune');
  const page = await openAs(chromium, line.url, bob, `/projects/${project.id}/tasks`);
  await page.getByText('Prune').first().waitFor();
  await untilKept(page);
  line.cut();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Prune').first().waitFor();
  await newTask('Graft');
  line.restore();
  await page.context().setOffline(false);
  await page.getByText('Graft').first().waitFor();
  await page.getByText('The server cannot be reached').waitFor({ state: 'detached' });
  await page.close();
});

test('on a line that swallows everything without a word it opens and shows what was read all the same', async () => {
  await using line = await openLine(product.url);
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token: bob.token,
    body: { name: 'Vineyard' },
  });
  const newTask = (title: string) =>
    call(product.url, `projects/${project.id}/tasks/`, { token: bob.token, body: { title } });
  await newTask('Prune the vines');
  const page = await openAs(chromium, line.url, bob, '/projects');
  await page.getByText('Vineyard').first().waitFor();
  await untilRead(page, 'projects.list');
  await page.goto(`${line.url}/projects/${project.id}/tasks`);
  await page.getByText('Prune the vines').first().waitFor();
  await untilKept(page);
  const notice = page.getByText('The server cannot be reached. This is what you read before');

  line.swallow();
  await page.reload();
  await notice.waitFor();
  await page.getByText('Prune the vines').first().waitFor();
  await page.getByRole('link', { name: 'Projects' }).first().click();
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
  await page.getByText('Vineyard').first().waitFor();
  await page.goBack();
  await newTask('Tie them up');
  line.restore();
  await page.getByText('Tie them up').first().waitFor();
  await notice.waitFor({ state: 'detached' });
  await page.close();
});

test('who signs out leaves nothing of theirs to be read', async () => {
  await call(product.url, 'projects/', { token: bob.token, body: { name: 'Meadow' } });
  const page = await openAs(chromium, product.url, bob, '/projects');
  await page.getByText('Meadow').first().waitFor();
  await untilKept(page);
  await page
    .getByRole('button', { name: /Bob Martin/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const cache = await caches.open('ecosystia-answers');
          const answers = await Promise.all(
            (await cache.keys()).map(async (key) => (await cache.match(key))?.text()),
          );
          return answers.join('');
        }),
      soon,
    )
    .not.toMatch(/Meadow|Bob Martin/);
  await page.close();
});
