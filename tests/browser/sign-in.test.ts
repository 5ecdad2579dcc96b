/** Pages before the sign-in: what is wrong is said beside its field, and nothing typed is lost but secrets. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { openLine } from '#tests/support/line.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

const email = (page: Page) => page.getByLabel('Email address');
const password = (page: Page) => page.getByLabel('Password');
const next = (page: Page) => page.keyboard.press('Enter');
/** Said beside the field that is in front of one. */
const said = (page: Page, words: string | RegExp) =>
  page.getByRole('alert').filter({ hasText: words }).waitFor();

test('signing in: bad input, a reload, a server that is away and one that has had enough', async () => {
  await using product = await startProduct({ RATE_LIMITS: 'on' });
  await using line = await openLine(product.url);
  await using chromium = await openBrowser();
  const page = await chromium.open(`${line.url}/sign-in`);
  await email(page).fill('ada');
  await next(page);
  await said(page, 'Enter an address like name@example.org.');
  await expect.poll(() => email(page).getAttribute('aria-invalid')).toBe('true');
  await email(page).fill(administrator.email);
  await next(page);
  await password(page).waitFor();
  await next(page);
  await said(page, 'Enter your password.');
  await password(page).fill('a wrong one');
  await page.reload();
  // The address is still there, the password was kept nowhere.
  await page.getByText(administrator.email).waitFor();
  await expect.poll(() => password(page).inputValue()).toBe('');
  const stored = () => page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(await stored()).toContain(administrator.email);
  expect(await stored()).not.toContain('a wrong one');
  await password(page).fill('a wrong one');
  // The keyboard stays where it is while the server thinks about it.
  const answered = Promise.withResolvers<void>();
  await page.route('**/trpc/auth.signIn*', async (route) => {
    await answered.promise;
    await route.continue();
  });
  const signingIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await signingIn.press('Enter');
  await expect.poll(() => signingIn.getAttribute('aria-busy')).toBe('true');
  expect(await signingIn.evaluate((button) => button === document.activeElement)).toBe(true);
  answered.resolve();
  await said(page, 'This address and this password do not belong together.');
  await expect.poll(() => password(page).inputValue()).toBe('a wrong one');

  line.cut();
  await password(page).fill(administrator.password);
  await next(page);
  await said(page, 'The server cannot be reached.');
  await expect.poll(() => password(page).inputValue()).toBe(administrator.password);
  line.restore();

  for (let tries = 0; tries < 12; tries += 1) {
    const body = { email: administrator.email, password: 'a guess' };
    await fetch(`${product.url}/api/v1/auth/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
  await next(page);
  await said(page, /Too many requests\. Try again in \d+ seconds\./u);
  await expect.poll(() => password(page).inputValue()).toBe(administrator.password);
});

test('an invitation: the name and the address outlive a reload, and what is refused is asked again', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const { access } = await signIn(product.url, administrator);
  const { url } = await call<{ url: string }>(product.url, 'invitations/', {
    token: access,
    body: { role: 'member' },
  });
  const page = await chromium.open(url);
  await page.getByLabel('Name').click();
  await next(page);
  await said(page, 'Enter your name.');
  await page.getByLabel('Name').fill('Cleo Petit');
  await next(page);
  await email(page).fill(administrator.email);
  await page.reload();
  await page.getByText('Cleo Petit').waitFor();
  await expect.poll(() => email(page).inputValue()).toBe(administrator.email);
  await next(page);
  await password(page).fill('short');
  await next(page);
  await said(page, 'That is too short');
  await password(page).fill('long enough for me');
  await next(page);
  // Back at the question that it is about.
  await said(page, 'Somebody already uses this email address.');
  await email(page).fill('cleo@example.org');
  await next(page);
  await expect.poll(() => password(page).inputValue()).toBe('long enough for me');
  await next(page);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  const kept = await page.evaluate(() => Object.keys(sessionStorage).join(' '));
  expect(kept).not.toContain('ecosystia.kept.');
});
