/** A project's board: by mouse and by keyboard, several at once, in front of two people. */
import type { APIResponse } from 'playwright-core';
import { expect, test } from 'vitest';
import { card, column, openBoard } from '#tests/support/board.ts';
import { openAs } from '#tests/support/room-people.ts';

const soon = { timeout: 20_000 };

test('cards go by mouse and by keyboard, in front of both, and back again', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, bob, project, make } = scene;
  for (const title of ['Dig', 'Sow', 'Water']) await make({ title });
  const path = `/projects/${project.id}/tasks`;
  const adaPage = await openAs(chromium, product.url, ada, path);
  const bobPage = await openAs(chromium, product.url, bob, path);
  await card(bobPage, 'To do', 'Dig').waitFor();

  await card(adaPage, 'To do', 'Dig').dragTo(column(adaPage, 'In progress'));
  await card(bobPage, 'In progress', 'Dig').waitFor();
  await adaPage.getByRole('button', { name: 'Undo' }).click();
  await card(bobPage, 'To do', 'Dig').waitFor();

  await card(adaPage, 'To do', 'Sow').focus();
  await adaPage.keyboard.press('Shift+ArrowRight');
  await card(bobPage, 'In progress', 'Sow').waitFor();
  const status = adaPage.getByRole('status').filter({ hasText: '“Sow” is now “In progress”.' });
  await status.first().waitFor({ state: 'attached' });
  // The card keeps the focus, so that it goes on from there.
  await adaPage.keyboard.press('Shift+ArrowRight');
  await card(bobPage, 'In review', 'Sow').waitFor();
  await adaPage.keyboard.press('ArrowLeft');
  const focused = () => adaPage.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused, soon).toContain('Dig');
  await adaPage.keyboard.press('Shift+ArrowDown');
  const order = () => column(bobPage, 'To do').getByRole('link').allTextContents();
  await expect.poll(order, soon).toEqual(['Water', 'Dig']);

  await adaPage.keyboard.press('Delete');
  await card(bobPage, 'To do', 'Dig').waitFor({ state: 'detached' });
  await adaPage.keyboard.press('Control+z');
  await card(bobPage, 'To do', 'Dig').waitFor();
});

test('filters are in the address, can be kept, and narrow what is changed together', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, bob, project, make } = scene;
  await make({ title: 'Dig', labels: ['soil'], priority: 'high' });
  await make({ title: 'Sow', labels: ['soil'] });
  await make({ title: 'Paint the shed' });
  const path = `/projects/${project.id}/tasks?view=list`;
  const page = await openAs(chromium, product.url, ada, path);
  const rows = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
  await expect.poll(() => rows.count(), soon).toBe(3);
  await page.getByRole('button', { name: 'Label' }).click();
  await page.getByRole('menuitemcheckbox', { name: '#soil' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows.count(), soon).toBe(2);
  expect(page.url()).toContain('label=');
  await page.reload();
  await expect.poll(() => rows.count(), soon).toBe(2);

  const save = async (name: string) => {
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await save('Of the soil');
  // The menu was loaded with the very click that opened it; one goes on from its button all the same.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused, soon).toBe('Saved views');

  await page.getByRole('checkbox', { name: 'Select “Dig”' }).check({ force: true });
  await page
    .getByRole('checkbox', { name: 'Select “Sow”' })
    .click({ modifiers: ['Shift'], force: true });
  const bar = page.getByRole('toolbar');
  await bar.getByText('2 selected').waitFor();
  await bar.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await expect.poll(() => rows.count(), soon).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rows.count(), soon).toBe(2);

  // What one keeps is there for the other.
  const bobPage = await openAs(chromium, product.url, bob, `/projects/${project.id}/tasks`);
  await bobPage.getByRole('button', { name: 'Saved views' }).click();
  await bobPage.getByRole('menuitem', { name: 'Of the soil' }).click();
  await expect.poll(() => bobPage.url(), soon).toContain('label=');

  const line = bobPage.getByRole('textbox', { name: 'New task' });
  await line.fill('Order seeds #soil !urgent @ada tomorrow');
  await bobPage.getByText('#soil', { exact: true }).first().waitFor();
  await line.press('Enter');
  await page.getByRole('link', { name: /Order seeds.*Urgent/ }).waitFor();

  // With the last of them removed there is nothing to stay for, however quickly one removes them.
  await save('All of it');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Remove views' }).click();
  const areGone = Promise.withResolvers<void>();
  await page.route(/tasks\.views/u, async (route) => {
    await areGone.promise;
    await route.continue();
  });
  for (const name of ['Of the soil', 'All of it']) {
    const isGone = page.waitForResponse(/tasks\.removeView/u);
    await page.getByRole('button', { name: `Remove the view “${name}”` }).click();
    await isGone;
  }
  areGone.resolve();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(focused, soon).toBe('Saved views');
});

test('what a board was told while it was on its way is on it', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, project, make } = scene;
  const page = await openAs(chromium, product.url, ada, '/');
  const follows = Promise.withResolvers<void>();
  const isTold = Promise.withResolvers<void>();
  page.on('websocket', (socket) => {
    let channel = '';
    socket.on('framesent', ({ payload }) => {
      const text = String(payload);
      if (text.includes('live.project')) channel = /"id":\d+/.exec(text)?.[0] ?? '';
    });
    socket.on('framereceived', ({ payload }) => {
      const text = String(payload);
      if (channel && text.includes(channel) && text.includes('"ready"')) follows.resolve();
      if (text.includes('Reap')) isTold.resolve();
    });
  });
  let before: APIResponse | undefined;
  await page.route(/trpc\/tasks\.board/, async (route) => {
    if (!before) {
      before = await route.fetch();
      await follows.promise;
      await make({ title: 'Reap' });
      await isTold.promise;
    }
    // Also where it is asked for again, as that would have it.
    await route.fulfill({ response: before });
  });
  await page.goto(`${product.url}/projects/${project.id}/tasks`);
  await card(page, 'To do', 'Reap').waitFor();
});

test('what came between a board and the beginning of its channel is on it', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, project, make } = scene;
  await make({ title: 'Dig' });
  const page = await openAs(chromium, product.url, ada, '/inbox');
  const isLet = Promise.withResolvers<void>();
  await page.routeWebSocket(/./u, async (socket) => {
    await isLet.promise;
    socket.connectToServer();
  });
  await page.goto(`${product.url}/projects/${project.id}/tasks`);
  await card(page, 'To do', 'Dig').waitFor();
  await make({ title: 'Reap' });
  isLet.resolve();
  await card(page, 'To do', 'Reap').waitFor();
});

test('whoever goes from page to page of a project asks once for each', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, project, make } = scene;
  await make({ title: 'Dig' });
  const page = await openAs(chromium, product.url, ada, '/inbox');
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => {
    for (const name of request.url().match(/tasks\.board|files\.list/gu) ?? []) asked.push(name);
  });
  const isLet = Promise.withResolvers<void>();
  await page.route(/trpc\/[^?]*files\.list/u, async (route) => {
    await isLet.promise;
    await route.continue();
  });
  await page.goto(`${product.url}/projects/${project.id}/tasks`);
  await card(page, 'To do', 'Dig').waitFor();
  await make({ title: 'Sow' });
  await card(page, 'To do', 'Sow').waitFor();
  // Longer than what changes is gathered for.
  await page.clock.runFor(500);

  const tabs = page.getByRole('navigation', { name: 'Project pages' });
  const files = page.waitForRequest(/files\.list/u);
  await tabs.getByRole('link', { name: 'Files' }).click();
  await files;
  await page.clock.runFor(500);
  isLet.resolve();
  await page.getByText('No files yet').first().waitFor();
  await tabs.getByRole('link', { name: 'Tasks' }).click();
  await card(page, 'To do', 'Sow').waitFor();
  await page.clock.runFor(500);
  expect(asked).toEqual(['tasks.board', 'files.list']);
});
