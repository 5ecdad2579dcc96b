/** Two people change the same of a task: nobody overwrites the other without knowing. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { card, column, openBoard } from '#tests/support/board.ts';
import { openAs } from '#tests/support/room-people.ts';

/** What the page sends to such an address waits, as on a slow line, until it is let go. */
async function holdUp(
  page: Page,
  path: string,
): Promise<{ isHeld: Promise<void>; go: () => void }> {
  const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
  const { promise: gone, resolve: go } = Promise.withResolvers<void>();
  await page.route(
    `**/${path}**`,
    async (route) => {
      held();
      await gone;
      await route.continue();
    },
    { times: 1 },
  );
  return { isHeld, go };
}

const question = (page: Page, text: string | RegExp) =>
  page.getByRole('dialog').filter({ hasText: text });

test('a card that two put elsewhere goes where neither overwrites the other unknowingly', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, bob, project, make } = scene;
  await make({ title: 'Dig' });
  const path = `/projects/${project.id}/tasks`;
  const adaPage = await openAs(chromium, product.url, ada, path);
  const bobPage = await openAs(chromium, product.url, bob, path);
  await card(bobPage, 'To do', 'Dig').waitFor();

  const line = await holdUp(adaPage, 'tasks.editMany');
  await card(adaPage, 'To do', 'Dig').dragTo(column(adaPage, 'In review'));
  await line.isHeld;
  await card(bobPage, 'To do', 'Dig').dragTo(column(bobPage, 'In progress'));
  await card(adaPage, 'In progress', 'Dig').waitFor();
  line.go();
  const asked = question(adaPage, 'Bob Martin changed “Dig” meanwhile');
  await asked.getByText('Status is now: In progress. You wanted: In review.').waitFor();
  // Nothing was overwritten, in front of either.
  await card(adaPage, 'In progress', 'Dig').waitFor();
  await card(bobPage, 'In progress', 'Dig').waitFor();
  await asked.getByRole('button', { name: 'Save mine' }).click();
  await card(bobPage, 'In review', 'Dig').waitFor();

  // Taking back is a change like any other.
  const undo = await holdUp(bobPage, 'tasks.editMany');
  await card(bobPage, 'In review', 'Dig').dragTo(column(bobPage, 'Done'));
  await undo.isHeld;
  undo.go();
  await card(adaPage, 'Done', 'Dig').waitFor();
  const back = await holdUp(bobPage, 'tasks.editMany');
  await bobPage.keyboard.press('Control+z');
  await back.isHeld;
  await card(adaPage, 'Done', 'Dig').dragTo(column(adaPage, 'To do'));
  await card(bobPage, 'To do', 'Dig').waitFor();
  back.go();
  const askedBob = question(bobPage, 'You wanted: In review.');
  await askedBob.getByRole('button', { name: 'Keep theirs' }).click();
  await askedBob.waitFor({ state: 'detached' });
  await card(bobPage, 'To do', 'Dig').waitFor();
});

test('in the panel properties and steps ask, and what is not the same goes together', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, bob, project, make } = scene;
  const task = await make({ title: 'Dig' });
  const path = `/projects/${project.id}/tasks/${task.id}`;
  const adaPage = await openAs(chromium, product.url, ada, path);
  const bobPage = await openAs(chromium, product.url, bob, path);
  const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Task details' });
  const [adas, bobs] = [panelOf(adaPage), panelOf(bobPage)];
  const choose = async (page: Page, what: string, value: string) => {
    await panelOf(page).getByRole('combobox', { name: what }).click();
    await page.getByRole('option', { name: value, exact: true }).click();
  };
  await bobs.getByRole('combobox', { name: 'Priority' }).waitFor();

  const line = await holdUp(adaPage, 'tasks.editMany');
  await choose(adaPage, 'Priority', 'High');
  await line.isHeld;
  await choose(bobPage, 'Status', 'In progress');
  await choose(bobPage, 'Priority', 'Urgent');
  await card(adaPage, 'In progress', 'Dig').getByText('Urgent').waitFor();
  line.go();
  const asked = question(adaPage, 'Priority is now: Urgent. You wanted: High.');
  await asked.getByRole('button', { name: 'Save mine' }).click();
  await card(bobPage, 'In progress', 'Dig').getByText('High').waitFor();

  const add = adas.getByRole('textbox', { name: 'Add a step' });
  await add.fill('Borrow a spade');
  await add.press('Enter');
  const step = (page: Page) => panelOf(page).getByRole('textbox', { name: 'Step', exact: true });
  await expect.poll(() => step(bobPage).inputValue()).toBe('Borrow a spade');
  await step(adaPage).fill('Buy a spade');
  await step(bobPage).fill('Steal a spade');
  await step(bobPage).press('Enter');
  await adas.getByRole('checkbox', { name: 'Steal a spade' }).waitFor();
  await step(adaPage).press('Enter');
  const askedOfStep = question(adaPage, 'Bob Martin changed this step to “Steal a spade”');
  await askedOfStep.getByRole('button', { name: 'Save mine' }).click();
  await bobs.getByRole('checkbox', { name: 'Buy a spade' }).waitFor();
});
