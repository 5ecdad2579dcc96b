/** The language is the person's on all their devices; that of the sign-in page is the browser's. */
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

test('chosen in the settings it is so on every device at once, and stays; the sign-in page keeps its own', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const open = async () => {
    const page = await chromium.open(`${product.url}/sign-in`);
    await page.getByLabel('Email address').fill(administrator.email);
    await page.keyboard.press('Enter');
    await page.getByLabel('Password').fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    return page;
  };
  const desk = await open();
  const phone = await open();
  await phone.goto(`${product.url}/inbox`);
  await phone.getByRole('heading', { name: 'Inbox' }).waitFor();

  await desk.goto(`${product.url}/settings`);
  await desk.getByRole('combobox', { name: 'Language' }).click();
  await desk.getByRole('option', { name: 'Français' }).click();
  await desk.getByRole('heading', { name: 'Réglages' }).waitFor();
  await phone.getByRole('heading', { name: 'Notifications' }).waitFor();
  expect(await phone.evaluate(() => document.documentElement.lang)).toBe('fr');
  const { access } = await signIn(product.url, administrator);
  expect(await call(product.url, 'auth/me/language/', { token: access })).toEqual({
    language: 'fr',
  });

  await phone.reload();
  await phone.getByRole('heading', { name: 'Notifications' }).waitFor();
  expect(chromium.faults).toEqual([]);
  await phone
    .getByRole('button', { name: /Administrator/ })
    .first()
    .click();
  await phone.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await phone.getByRole('heading', { name: 'Sign in' }).waitFor();
});
