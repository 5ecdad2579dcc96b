/** What is chosen out of more than a page has: the server is asked. */
import { expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage } from '#tests/support/room-people.ts';

test('a related task is found though the board has not loaded it', async () => {
  await using stage = await openStage();
  const { product, chromium, ada } = stage;
  const { token } = ada;
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token,
    body: { name: 'Garden' },
  });
  const tasks = `projects/${project.id}/tasks/`;
  const make = (title: string) =>
    call<{ id: string }>(product.url, tasks, { token, body: { title } });
  const task = await make('Plant the hedge');
  const page = await openAs(chromium, product.url, ada, `/projects/${project.id}/tasks/${task.id}`);
  // What this page would have of the board does not have the other one.
  await page.route(/tasks\.board/, (route) => route.abort());
  await make('Repair the gauge');
  await page.reload();
  const panel = page.getByRole('complementary', { name: 'Task details' });
  await panel.getByRole('combobox', { name: 'Find a task' }).fill('gauge');
  await page.getByRole('option', { name: 'Repair the gauge' }).click();
  await panel.getByRole('link', { name: 'Repair the gauge' }).waitFor();
});

test('what does not fit what is typed cannot be chosen, also before the server has answered', async () => {
  await using stage = await openStage();
  const { product, chromium, ada } = stage;
  const page = await openAs(chromium, product.url, ada, '/admin/audit');
  const isAsked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  await page.route(/people\.list.*bob/, async (route) => {
    isAsked.resolve();
    await mayAnswer.promise;
    await route.continue();
  });
  const options = page.getByRole('option');
  const field = page.getByRole('combobox', { name: 'By' });
  await field.click();
  await options.filter({ hasText: 'Administrator' }).waitFor();
  await field.fill('bob');
  await isAsked.promise;
  expect(await options.allTextContents()).toEqual([expect.stringContaining('Bob Martin')]);
  mayAnswer.resolve();
  await page.getByRole('option', { name: 'Bob Martin' }).click();
});

test('the log is narrowed to one of all people, found by name and known by the address', async () => {
  await using stage = await openStage();
  const { product, chromium, ada, bob } = stage;
  const page = await openAs(chromium, product.url, ada, '/admin/audit');
  const lists: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('people.list')) lists.push(decodeURIComponent(request.url()));
  });
  const field = page.getByRole('combobox', { name: 'By' });
  await field.fill('martin');
  await page.getByRole('option', { name: 'Bob Martin' }).click();
  await expect.poll(() => page.url()).toContain(bob.id);
  expect(lists.some((url) => url.includes('"q":"martin"'))).toBe(true);
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe('Bob Martin');
  await page.getByRole('button', { name: 'Events of anyone' }).click();
  await expect.poll(() => page.url()).not.toContain(bob.id);
  expect(await field.inputValue()).toBe('');
  expect(chromium.faults).toEqual([]);
});
