/** A link to a file, from its making in the details to the last download by somebody without an account. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { openAs } from '#tests/support/room-people.ts';
import { sendFile } from '#tests/support/send-file.ts';

const shots = process.env.SHOTS;

async function shot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

test('a file is shared with a password for one download, taken in French, and then no more', async () => {
  await using product = await startProduct();
  const { url } = product;
  const { access } = await signIn(url, administrator);
  const bytes = Buffer.from('a plan\n');
  const file = await sendFile(url, access, { name: 'Plan.txt', bytes, type: 'text/plain' });
  await using chromium = await openBrowser();
  const adas = await openAs(chromium, url, administrator, `/files/${file.id}`);
  await adas.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = adas.getByRole('dialog', { name: 'Share by a link' });
  await dialog.getByText('No link leads to this file.').waitFor();
  await dialog.getByLabel('Password').fill('abc');
  await dialog.getByRole('button', { name: 'Create a link' }).click();
  await dialog.getByText('At least 4 characters.').waitFor();
  await dialog.getByLabel('Password').fill('open sesame');
  await dialog.getByRole('combobox', { name: 'Downloads' }).click();
  await adas.getByRole('option', { name: '1 time' }).click();
  await dialog.getByRole('button', { name: 'Create a link' }).click();
  await dialog.getByText(/^Used 0 of 1 · With a password · Ends /).waitFor();
  await shot(adas, 'share-dialog');
  const link = await dialog.getByText(/\/s\//).innerText();

  const guests = await chromium.open(link, {
    locale: 'fr-FR',
    colorScheme: 'dark',
    viewport: { width: 360, height: 760 },
  });
  await guests.getByRole('heading', { name: 'Ce fichier a un mot de passe' }).waitFor();
  await shot(guests, 'share-password-fr-dark');
  await guests.getByLabel('Mot de passe').fill('sésame');
  await guests.getByRole('button', { name: 'Continuer' }).click();
  await guests.getByText('Ce n’est pas le mot de passe de ce lien.').waitFor();
  await guests.getByLabel('Mot de passe').fill('open sesame');
  await guests.getByRole('button', { name: 'Continuer' }).click();
  await guests.getByRole('heading', { name: 'Plan.txt' }).waitFor();
  await guests.getByText(/1 téléchargement restant/).waitFor();
  await shot(guests, 'share-file-fr-dark');
  const [download] = await Promise.all([
    guests.waitForEvent('download'),
    guests.getByRole('button', { name: 'Télécharger' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Plan.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe('a plan\n');
  await guests.getByRole('heading', { name: 'Votre téléchargement a commencé' }).waitFor();
  await shot(guests, 'share-taken-fr-dark');

  const late = await chromium.open(link);
  await late.getByLabel('Password').fill('open sesame');
  await late.getByRole('button', { name: 'Continue' }).click();
  await late.getByRole('heading', { name: 'This link is used up' }).waitFor();
  await shot(late, 'share-used-up');

  await adas.reload();
  await adas.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog.getByText(/^Used 1 of 1/).waitFor();
  await dialog.getByRole('button', { name: 'End this link' }).click();
  await dialog.getByText('No link leads to this file.').waitFor();
  await late.goto(link);
  await late.getByRole('heading', { name: 'This file is not shared any more' }).waitFor();
  await late.goto(`${url}/s/nothing`);
  await late.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();

  const { id } = await call<{ id: string; url: string }>(url, `core/files/${file.id}/shares/`, {
    token: access,
    body: { expires_at: new Date(Date.now() + 1_500).toISOString() },
  });
  const [{ url: open } = { url: '' }] = (
    await call<{ results: { id: string; url: string }[] }>(url, `core/files/${file.id}/shares/`, {
      token: access,
    })
  ).results.filter((share) => share.id === id);
  await late.goto(open);
  await late.getByRole('heading', { name: 'Plan.txt' }).waitFor();
  await shot(late, 'share-file');
  await expect
    .poll(async () => {
      await late.reload();
      return late.getByRole('heading').first().innerText();
    })
    .toBe('This link has expired');
  // What a page is refused is in the console, and is what is asked for here.
  expect(chromium.faults.filter((fault) => !/status of (403|404|410)/.test(fault))).toEqual([]);
});
