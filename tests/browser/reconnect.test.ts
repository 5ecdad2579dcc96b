/** Two people, two tabs each; the network of one goes and comes back. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, join, signIn } from '#tests/support/rest.ts';

const bob = { email: 'bob@example.org', name: 'Bob Martin', password: 'another good one' };
const shots = new URL('../../.shots/', import.meta.url);

async function enter(page: Page, url: string, person: { email: string; password: string }) {
  await page.goto(url);
  await page.getByLabel('Email address').fill(person.email);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password').fill(person.password);
  await page.keyboard.press('Enter');
  await isLive(page);
}

const isLive = (page: Page) => page.getByText('Live', { exact: true }).first().waitFor();
const unread = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^Notifications, ${count} unread`) }).waitFor();

test('says since when it is stale, and is live at once when the network is back', async () => {
  await using product = await startProduct();
  const ada = await signIn(product.url, administrator);
  const { user } = await join(product.url, ada.access, bob);
  const tell = (title: string, to: string) =>
    call(product.url, 'notifications/send/', {
      token: ada.access,
      body: { user_ids: [to], title },
    });
  await using chromium = await openBrowser();
  const adas = await chromium.browser.newContext({ locale: 'en-GB' });
  const bobs = await chromium.browser.newContext({ locale: 'en-GB' });
  const adaTabs = [await adas.newPage(), await adas.newPage()];
  const bobTabs = [await bobs.newPage(), await bobs.newPage()];
  for (const [[first, second], person] of [
    [adaTabs, administrator],
    [bobTabs, bob],
  ] as const) {
    if (!first || !second) throw new Error('a tab is missing');
    await enter(first, product.url, person);
    await second.goto(`${product.url}/inbox`);
    await isLive(second);
  }
  await tell('First', user.id);
  for (const tab of bobTabs) await unread(tab, 1);

  await bobs.setOffline(true);
  for (const tab of bobTabs) {
    await tab
      .getByText(/^(As of|Offline)/)
      .first()
      .waitFor();
  }
  await mkdir(shots, { recursive: true });
  await bobTabs[1]?.screenshot({ path: new URL('reconnect-offline.png', shots).pathname });
  for (const title of ['Second', 'Third']) await tell(title, user.id);
  await tell('Hers', ada.user.id);
  // Her other one says that he took her invitation.
  for (const tab of adaTabs) await unread(tab, 2);
  for (const tab of bobTabs) await unread(tab, 1);

  const backAt = Date.now();
  await bobs.setOffline(false);
  for (const tab of bobTabs) {
    await isLive(tab);
    await unread(tab, 3);
  }
  // Long before the pause would have been over: after some seconds offline it is up to 15 s.
  expect(Date.now() - backAt).toBeLessThan(10_000);
  await bobTabs[1]?.screenshot({ path: new URL('reconnect-back.png', shots).pathname });
}, 120_000);
