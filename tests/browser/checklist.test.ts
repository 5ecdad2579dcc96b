/** The steps of a task's checklist, put in another order in front of two people. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openAs, openStage } from '#tests/support/room-people.ts';
import { eventually } from '#tests/support/eventually.ts';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Task details' });
const stepsOf = (page: Page) =>
  panelOf(page)
    .getByRole('textbox', { name: 'Step', exact: true })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

test('steps go up and down by keyboard, mouse and menu, and so in front of the other', async () => {
  await using stage = await openStage();
  const { product, chromium, ada, bob } = stage;
  const { token } = ada;
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token,
    body: { name: 'Garden' },
  });
  const member = { user_id: bob.id, role: 'editor' };
  await call(product.url, `projects/${project.id}/members/`, { token, body: member });
  const tasks = `projects/${project.id}/tasks/`;
  const task = await call<{ id: string }>(product.url, tasks, { token, body: { title: 'Plant' } });
  const path = `/projects/${project.id}/tasks/${task.id}`;
  const adas = await openAs(chromium, product.url, ada, path);
  const bobs = await openAs(chromium, product.url, bob, path);
  const add = panelOf(adas).getByRole('textbox', { name: 'Add a step' });
  for (const text of ['Dig', 'Sow', 'Reap']) {
    await add.fill(text);
    await add.press('Enter');
  }
  const areEverywhere = async (wanted: string[]) => {
    for (const page of [adas, bobs]) await expect.poll(() => stepsOf(page)).toEqual(wanted);
  };
  await areEverywhere(['Dig', 'Sow', 'Reap']);

  // Twice down: the field keeps the focus, and each is said.
  const said = panelOf(adas).getByText(/is step \d of 3 now/);
  await panelOf(adas).getByRole('textbox', { name: 'Step', exact: true }).first().focus();
  await adas.keyboard.press('Alt+ArrowDown');
  await said.getByText('“Dig” is step 2 of 3 now.').or(said).first().waitFor({ state: 'attached' });
  await adas.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => said.textContent()).toBe('“Dig” is step 3 of 3 now.');
  expect(await adas.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('Dig');
  await areEverywhere(['Sow', 'Reap', 'Dig']);

  const row = (page: Page, text: string) =>
    panelOf(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name: text }) });
  await row(bobs, 'Reap').hover();
  await row(bobs, 'Reap').getByRole('button', { name: 'What to do with “Reap”' }).click();
  await bobs.getByRole('menuitem', { name: 'Move up' }).click();
  await areEverywhere(['Reap', 'Sow', 'Dig']);

  const handle = await row(adas, 'Dig').locator('[aria-hidden=true].cursor-grab').boundingBox();
  const first = await row(adas, 'Reap').boundingBox();
  if (!handle || !first) throw new Error('the steps are not in sight');
  await adas.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await adas.mouse.down();
  await eventually(async () => {
    await adas.mouse.move(first.x + 60, first.y + 5, { steps: 4 });
    expect(await row(adas, 'Reap').locator('.bg-accent').count()).toBe(1);
  });
  await adas.mouse.up();
  await areEverywhere(['Dig', 'Reap', 'Sow']);
  await adas.reload();
  await areEverywhere(['Dig', 'Reap', 'Sow']);
  // The keys are among those that the page tells of.
  await adas.keyboard.press('?');
  const keys = adas.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByText('Step of a task up, down').waitFor();
  expect(chromium.faults).toEqual([]);
});

test('what was added between the loading of a page and its first frame is there', async () => {
  await using stage = await openStage();
  const { product, chromium, ada } = stage;
  const { token } = ada;
  const { id } = await call<{ id: string }>(product.url, 'projects/', {
    token,
    body: { name: 'Garden' },
  });
  const tasks = `projects/${id}/tasks/`;
  const task = await call<{ id: string }>(product.url, tasks, { token, body: { title: 'Plant' } });
  const adas = await openAs(chromium, product.url, ada, '/');
  const isLet = Promise.withResolvers<void>();
  await adas.routeWebSocket(/./, async (socket) => {
    await isLet.promise;
    socket.connectToServer();
  });
  await adas.goto(`${product.url}/projects/${id}/tasks/${task.id}`);
  await panelOf(adas).getByRole('textbox', { name: 'Add a step' }).waitFor();
  const change = { type: 'AddChecklistItem', itemId: crypto.randomUUID(), text: 'Dig' };
  const added = await adas.request.post(`${product.url}/trpc/tasks.changeDetails`, {
    headers: { origin: product.url },
    data: { taskId: task.id, change },
  });
  expect(added.ok()).toBe(true);
  isLet.resolve();
  await expect.poll(() => stepsOf(adas)).toEqual(['Dig']);
});
