/** A project's tasks in front of two people: what one does, the other sees without a reload. */
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs } from '#tests/support/room-people.ts';

test('a task made, moved and discussed by one is so in front of the other', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const { ada, bob } = await adaAndBob(product.url);
  const project = await call<{ id: string }>(product.url, 'projects/', {
    token: ada.token,
    body: { name: 'Garden' },
  });
  await call(product.url, `projects/${project.id}/members/`, {
    token: ada.token,
    body: { user_id: bob.id, role: 'editor' },
  });
  const path = `/projects/${project.id}/tasks?view=list`;
  const adaPage = await openAs(chromium, product.url, ada, path);
  const bobPage = await openAs(chromium, product.url, bob, path);
  await bobPage.getByText('No open tasks').waitFor();
  await bobPage.evaluate(() => {
    Object.assign(window, { neverReloaded: true });
  });

  // By keyboard alone, two in a row.
  await adaPage.getByText('No open tasks').waitFor();
  await adaPage.keyboard.press('c');
  await adaPage.keyboard.type('Plant the willows');
  await adaPage.keyboard.press('Enter');
  await adaPage.keyboard.type('Repair the gauge');
  await adaPage.keyboard.press('Enter');
  const bobs = bobPage.getByRole('list', { name: 'Tasks' });
  await bobs.getByRole('link', { name: 'Plant the willows' }).waitFor();
  await bobs.getByRole('link', { name: 'Repair the gauge' }).waitFor();

  await bobPage.getByRole('button', { name: 'Plant the willows: To do' }).click();
  await bobPage.getByRole('menuitem', { name: 'In review' }).click();
  await adaPage.getByRole('button', { name: 'Plant the willows: In review' }).waitFor();

  await adaPage.getByRole('link', { name: 'Plant the willows' }).click();
  const panel = adaPage.getByRole('complementary', { name: 'Task details' });
  const title = panel.getByRole('textbox', { name: 'Title' });
  await title.fill('Plant the willows by the weir');
  await title.press('Enter');
  await bobs.getByRole('link', { name: 'Plant the willows by the weir' }).click();
  const bobsPanel = bobPage.getByRole('complementary', { name: 'Task details' });
  const comment = panel.getByRole('textbox', { name: 'Comment' });
  await comment.fill('Before April');
  await panel.getByRole('button', { name: 'Comment' }).click();
  await bobsPanel.getByText('Before April').waitFor();

  // Each sees that the other is there, and what belongs to the task as it changes.
  await panel.getByText('Also here:').waitFor({ state: 'attached' });
  await bobsPanel.getByText('Also here:').waitFor({ state: 'attached' });
  await panel.getByRole('textbox', { name: 'Add a step' }).fill('Call the nursery');
  await panel.getByRole('textbox', { name: 'Add a step' }).press('Enter');
  await bobsPanel.getByRole('checkbox', { name: 'Call the nursery' }).check();
  await panel.getByText('1 of 1').waitFor();
  await panel.getByRole('combobox', { name: 'Find a task' }).fill('gauge');
  await adaPage.getByRole('option', { name: 'Repair the gauge' }).click();
  await bobsPanel.getByRole('link', { name: 'Repair the gauge' }).waitFor();
  await comment.pressSequentially('Ask @bo');
  await panel.getByRole('option', { name: 'Bob Martin' }).waitFor();
  await comment.press('Enter');
  await expect.poll(() => comment.inputValue()).toBe('Ask @Bob Martin ');
  await comment.press('Control+Enter');
  await bobsPanel.getByText('Ask @Bob Martin').waitFor();

  // What was said is changed and taken back, in front of both, and leaves a trace.
  const mine = panel.getByRole('listitem').filter({ hasText: 'Before April' });
  await mine.hover();
  await mine.getByRole('button', { name: 'Edit comment' }).click();
  const changed = panel.getByRole('textbox', { name: 'Edit comment' });
  await expect.poll(() => changed.inputValue()).toBe('Before April');
  await changed.fill('Before May');
  await changed.press('Control+Enter');
  const seen = bobsPanel.getByRole('listitem').filter({ hasText: 'Before May' });
  await seen.getByRole('button', { name: 'edited' }).click();
  await bobPage.getByRole('dialog').getByText('Before April').waitFor();
  await bobPage.keyboard.press('Escape');
  const asking = panel.getByRole('listitem').filter({ hasText: 'Ask @Bob Martin' });
  await asking.hover();
  await asking.getByRole('button', { name: 'Delete comment' }).click();
  await panel.getByRole('button', { name: 'Delete this comment' }).click();
  await bobsPanel.getByText('This comment was deleted.').waitFor();

  // Both write at once: who is later is told so, and neither text is lost.
  await title.fill('Plant the alders');
  const bobsTitle = bobsPanel.getByRole('textbox', { name: 'Title' });
  await bobsTitle.fill('Plant the poplars');
  await bobsTitle.press('Enter');
  await adaPage.getByRole('button', { name: /Plant the poplars/ }).waitFor();
  await title.press('Enter');
  await panel.getByText('Bob Martin changed this while you were writing.').waitFor();
  await expect.poll(() => title.inputValue()).toBe('Plant the alders');
  await panel.getByRole('button', { name: 'Save mine' }).click();
  await bobs.getByRole('link', { name: 'Plant the alders' }).waitFor();

  await bobPage.goto(`${product.url}/projects/${project.id}/activity`);
  await bobPage.getByText('commented on').first().waitFor();
  expect(await adaPage.evaluate(() => location.pathname)).toContain(`${project.id}/tasks`);
});
