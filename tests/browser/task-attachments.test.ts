/** What belongs to a task and how one gets to it: files in its panel, and the command menu. */
import { test } from 'vitest';
import { openBoard } from '#tests/support/board.ts';
import { openAs } from '#tests/support/room-people.ts';

test('a file is attached in the panel, in front of both, and taken off again', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, bob, project, make } = scene;
  const task = await make({ title: 'Dig' });
  const path = `/projects/${project.id}/tasks/${task.id}`;
  const adaPage = await openAs(chromium, product.url, ada, path);
  const bobPage = await openAs(chromium, product.url, bob, path);
  const panelOf = (page: typeof adaPage) =>
    page.getByRole('complementary', { name: 'Task details' });
  await panelOf(bobPage).getByText('Attachments').waitFor();
  await panelOf(adaPage)
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'soil.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Clay, then gravel at sixty centimetres.'),
    });
  await panelOf(adaPage).getByRole('link', { name: 'soil.txt' }).waitFor();
  await panelOf(bobPage).getByRole('link', { name: 'soil.txt' }).waitFor();
  await panelOf(bobPage).getByRole('button', { name: 'Remove soil.txt' }).click();
  await panelOf(adaPage).getByRole('link', { name: 'soil.txt' }).waitFor({ state: 'detached' });
});

test('the command menu finds a task by a word of it and goes there, by keyboard alone', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, make, project } = scene;
  const task = await make({ title: 'Plant the willows below the weir' });
  const page = await openAs(chromium, product.url, ada, '/');
  await page.getByRole('main').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('willow');
  await page.getByRole('option', { name: /Plant the willows/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/projects/${project.id}/tasks/${task.id}`);
  await page.getByRole('complementary', { name: 'Task details' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Inbox');
  await page.getByRole('option', { name: /Inbox/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/inbox');
});
