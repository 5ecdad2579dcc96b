/** Who is mentioned finds it in the inbox, among the mentions, as it comes; and the bell says why. */
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { adaAndBob, openAs } from '#tests/support/room-people.ts';

test('mentions have a tab of their own, live; the bell says why one was told', async () => {
  await using product = await startProduct();
  const { url } = product;
  const { ada, bob } = await adaAndBob(url);
  const post = (path: string, body: object) =>
    call<{ id: string }>(url, path, { token: ada.token, body });
  const project = await post('projects/', { name: 'Garden' });
  await post(`projects/${project.id}/members/`, { user_id: bob.id, role: 'editor' });
  const task = await post(`projects/${project.id}/tasks/`, { title: 'Plant the willows' });
  const mention = (text: string) => post(`tasks/${task.id}/comments/`, { text });
  await mention('Where, @Bob?');

  await using chromium = await openBrowser();
  const page = await openAs(chromium, url, bob, '/inbox');
  const inbox = page.getByRole('list', { name: 'Inbox' });
  await inbox.getByText(/added you to Garden/).waitFor();
  await page.getByRole('tab', { name: 'Mentions' }).click();
  await inbox.getByText('Where, @Bob?').waitFor();
  await expect.poll(() => inbox.getByText(/added you to Garden/).count()).toBe(0);
  expect(new URL(page.url()).search).toBe('?show=mentions');
  await mention('Or over there, @Bob?');
  await page.getByText('Or over there, @Bob?').first().waitFor();
  await post(`projects/${project.id}/tasks/`, { title: 'Water', assignee_ids: [bob.id] });

  await page.getByRole('button', { name: /^Notifications/ }).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  const row = panel.getByRole('listitem').filter({ hasText: 'gave you a task' });
  await row.hover();
  await row.getByRole('button', { name: 'Why this?' }).click();
  const why = page.getByRole('dialog', { name: 'Why this?' });
  await why.getByText('The task was given to you.').waitFor();
  await why.getByText('Not mailed: this instance sends no mail.').waitFor();
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'detached' });
  await panel.waitFor();
  expect(chromium.faults).toEqual([]);
}, 60_000);
