/** An administrator gives a template words of their own, looks at them, tries them, and goes back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

async function signedIn(page: Page, url: string, path: string): Promise<void> {
  const answer = await page.request.post(`${url}/trpc/auth.signIn`, {
    headers: { origin: url },
    data: administrator,
  });
  expect(answer.status()).toBe(200);
  await page.goto(url + path);
}

const mailOf = (page: Page, title: string) => page.frameLocator(`iframe[title="${title}"]`);

test('a template is written, seen on every channel, tried, saved and brought back', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const page = await chromium.open(`${product.url}/sign-in`);
  await signedIn(page, product.url, '/admin/templates');
  await page.getByRole('link', { name: /gave you a task/ }).click();
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await expect.poll(() => save.isDisabled()).toBe(true);

  // Half a placeholder is named once it is left; what cannot be used cannot be saved or sent.
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('For you from {actor');
  await page.getByText('this, which is built in, would go out instead').waitFor();
  await page.getByRole('textbox', { name: 'Message' }).focus();
  const fault = page.getByRole('alert').getByText('The brace at “{actor” is not closed');
  await fault.waitFor();
  await expect.poll(() => save.isDisabled()).toBe(true);
  await title.fill('For you: ');
  await page.getByRole('button', { name: '{task}', exact: true }).click();
  await expect.poll(() => title.inputValue()).toBe('For you: {task}');
  await fault.waitFor({ state: 'detached' });

  // Mail says something else, and what is in it stays text.
  await page.getByRole('group', { name: 'Mail' }).getByRole('switch').click();
  const mail = page.getByRole('group', { name: 'Mail' });
  await mail.getByRole('textbox', { name: 'Subject' }).fill('Work: {task}');
  await mail.getByRole('textbox', { name: 'Message' }).fill('<b>{actor}</b> counts on you.');
  await page.getByText('Samples that are filled in').click();
  await page.getByRole('textbox', { name: 'task', exact: true }).fill('Dig <script>dig()</script>');
  const shown = mailOf(page, 'The mail as it is read');
  await shown.getByText('Work: Dig <script>dig()</script>').waitFor();
  await shown.getByText('<b>Ana Silva</b> counts on you.').waitFor();
  await page.getByText('For you: Dig <script>dig()</script>').first().waitFor();

  // What is written outlives a reload.
  await page.reload();
  await expect.poll(() => title.inputValue()).toBe('For you: {task}');
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await page.getByText('Sent to you').waitFor();
  await page.getByRole('tab', { name: 'Français' }).click();
  await title.fill('Pour vous : {task}');
  await save.click();
  await page.getByText('Whoever is told from now on reads this.').waitFor();
  await page.getByText('Version 1', { exact: true }).waitFor();

  // Somebody else saves meanwhile: neither overwrites the other.
  const other = await chromium.open(`${product.url}/sign-in`, { locale: 'fr-FR' });
  await signedIn(other, product.url, '/admin/templates/task.assigned');
  await other.getByRole('tab', { name: 'Français', selected: true }).waitFor();
  const titre = other.getByRole('textbox', { name: 'Titre' });
  await titre.fill('À vous : {task}');
  await title.fill('Pour toi : {task}');
  await save.click();
  await other.getByText('Quelqu’un a enregistré la version').waitFor();
  await expect.poll(() => titre.inputValue()).toBe('À vous : {task}');
  await other.getByRole('button', { name: 'Continuer avec le mien' }).click();
  await other.getByRole('button', { name: 'Enregistrer' }).click();
  await other.getByText('Version 3', { exact: true }).waitFor();

  // Here it appears by itself; the first words are brought back, and then those that are built in.
  await page.getByText('Version 3', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Bring back: Version 1' }).click();
  await page.getByText('brought back from version 1').waitFor();
  await expect.poll(() => title.inputValue()).toBe('Pour vous : {task}');
  await page.getByRole('button', { name: 'Bring back: Built in' }).click();
  await page.getByText('back to what is built in').waitFor();
  await expect.poll(() => title.inputValue()).toBe('{actor} vous a confié une tâche');

  // What was tried is in the inbox, as it was then.
  await page.goto(`${product.url}/inbox`);
  await page.getByText('For you: Plant the willows').waitFor();
  await page.goto(`${product.url}/admin/templates?show=own`);
  await page.getByText('Everything says what is built in').waitFor();
  expect(chromium.faults).toEqual([]);
});

test('words that fail are said on the overview, and over as soon as they are mended', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const page = await chromium.open(`${product.url}/sign-in`, { locale: 'fr-FR' });
  await signedIn(page, product.url, '/admin/templates/reminder');
  const title = page.getByRole('textbox', { name: 'Titre' });
  // The language of who is told, not of the page, says which words are used.
  await page.getByRole('tab', { name: 'English' }).click();
  await title.fill('{what}');
  await page.getByText('il ne reste rien du titre').waitFor();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Version 1', { exact: true }).waitFor();

  const { access, user } = await signIn(product.url, administrator);
  const said = { template: 'reminder', params: { what: '', when: '2030-05-06T08:00:00Z' } };
  const body = { ...said, user_ids: [user.id] };
  for (let sent = 0; sent < 3; sent += 1) {
    await call(product.url, 'notifications/send/', { token: access, body });
  }
  await page.getByText('chacun a été prévenu avec le texte d’origine').waitFor();
  await page.goto(`${product.url}/admin/overview`);
  const alerts = page.getByRole('region', { name: 'À voir' });
  await alerts.getByText('Un modèle est inutilisable').waitFor();
  await expect.poll(() => alerts.getByRole('listitem').count()).toBe(1);
  await alerts.getByRole('link', { name: 'Ouvrir le modèle' }).click();
  await page.getByRole('tab', { name: 'English' }).click();
  await title.fill('Remember {what}');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Version 2', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Vue d’ensemble' }).click();
  await alerts.getByText('Rien ne demande votre attention.').waitFor();
  expect(chromium.faults).toEqual([]);
}, 60_000);

test('a template is made with its own parameters, written, sent by its name and retired', async () => {
  await using product = await startProduct();
  const { user } = await signIn(product.url, administrator);
  await using chromium = await openBrowser();
  const page = await chromium.open(`${product.url}/sign-in`);
  await signedIn(page, product.url, '/admin/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog', { name: 'New template' });
  await dialog.getByLabel('Name', { exact: true }).fill('Office closed');
  await dialog.getByLabel('Texts').fill('reason, town');
  await dialog.getByLabel('Dates and times').fill('until');
  await dialog.getByLabel('Title in English').fill('Closed: {reason}');
  await dialog.getByLabel('Title in French').fill('Fermé : {reason}');
  await page.keyboard.press('Enter');
  await dialog.getByText('Use small letters, digits and hyphens').waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill('office-closed');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'office-closed' }).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('In {town} until {until}.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. Whoever is told').waitFor();

  // What is typed is there again after a reload; nobody is told before everything is said.
  const sending = page.getByRole('dialog', { name: 'Send “office-closed”' });
  const open = () => page.getByRole('button', { name: 'Send…' }).click();
  await open();
  await sending.getByLabel('reason').fill('snow');
  await page.reload();
  await open();
  await sending.getByText('Your draft is back').waitFor();
  await expect.poll(() => sending.getByLabel('reason').inputValue()).toBe('snow');
  const labels = await sending.locator('label:has(+ input)').allTextContents();
  expect(labels.slice(-3)).toEqual(['reason', 'town', 'until']);
  await sending.getByLabel('town').fill('Lyon');
  await sending.getByRole('button', { name: 'Send', exact: true }).click();
  await sending.getByText('Choose somebody.').waitFor();
  await sending.getByText('Fill this in.').waitFor();
  await sending.getByLabel('until').fill('2031-05-06T16:00');
  await sending.getByRole('combobox', { name: 'People' }).fill(user.name);
  await page.getByRole('option', { name: user.name }).click();
  await sending.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Sent to one person.').waitFor();
  await page.goto(`${product.url}/inbox`);
  await page.getByRole('link', { name: /Closed: snow/ }).waitFor();

  await page.goto(`${product.url}/admin/templates`);
  await page.getByRole('link', { name: /Closed: reason/ }).click();
  await page.getByRole('button', { name: 'Retire this template' }).click();
  await page.getByText('This template is retired').first().waitFor();
  await page.goto(`${product.url}/admin/templates`);
  await page.getByRole('heading', { name: 'Messages from administrators' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /Closed: reason/ }).count()).toBe(0);
  expect(chromium.faults).toEqual([]);
});
