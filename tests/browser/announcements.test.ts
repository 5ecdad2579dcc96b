/** What an administrator announces stands in front of everybody else at once, and goes the same way. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import {
  openAs,
  openStage,
  type Person,
  type Stage,
  untilLive,
} from '#tests/support/room-people.ts';

/** On a page of their own, which has not been loaded again since. */
async function openFor(
  { chromium, product }: Stage,
  person: Person,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openAs(chromium, product.url, person, path, options);
  await untilLive(page);
  await page.evaluate(() => {
    Object.assign(window, { neverReloaded: true });
  });
  return page;
}

test('an announcement appears on an open page of somebody else, and a maintenance counts down', async () => {
  await using stage = await openStage();
  const { product, chromium, ada, bob } = stage;
  const adas = await openFor(stage, ada, '/admin/announcements');
  const bobs = await openFor(stage, bob, '/files', { timezoneId: 'Asia/Tokyo' });
  const bobsPhone = await openFor(stage, bob, '/', {
    viewport: { width: 360, height: 760 },
    locale: 'fr-FR',
  });

  await adas.getByRole('button', { name: 'New announcement' }).first().click();
  await adas.getByLabel('Title').fill('New look');
  await adas.getByLabel('Message').fill('The project pages have a new look.');
  await adas.getByRole('button', { name: 'Announce', exact: true }).click();

  const banner = (page: Page, label: string) => page.getByRole('status', { name: label });
  const everyPage = [
    banner(adas, 'Announcements and maintenance'),
    banner(bobs, 'Announcements and maintenance'),
    banner(bobsPhone, 'Annonces et maintenance'),
  ];
  for (const shown of everyPage) await shown.getByText('New look', { exact: true }).waitFor();
  await adas.getByRole('listitem').filter({ hasText: 'New look' }).waitFor();

  // Dismissed on one device, it stays away there, also after a reload.
  await bobs.getByRole('button', { name: 'Dismiss: New look' }).click();
  await banner(bobs, 'Announcements and maintenance')
    .getByText('New look', { exact: true })
    .waitFor({
      state: 'detached',
    });

  const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await call(product.url, 'system/maintenance/', {
    token: ada.token,
    body: { starts_at: fromNow(10), ends_at: fromNow(40), message: 'A new disk.' },
  });
  const timer = (page: Page) => page.getByRole('timer');
  for (const page of [adas, bobs, bobsPhone]) await timer(page).waitFor();
  const seconds = async (page: Page) => {
    const [minutes = 0, rest = 0] = (await timer(page).innerText()).split(':').map(Number);
    return 60 * minutes + rest;
  };
  const before = await seconds(bobs);
  // Tokyo and here count the same.
  expect(Math.abs(before - (await seconds(adas)))).toBeLessThanOrEqual(2);
  expect(before).toBeGreaterThan(540);
  await expect.poll(() => seconds(bobs)).toBeLessThan(before);

  await adas.getByRole('button', { name: 'Withdraw New look' }).click();
  await adas.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await everyPage[2]?.getByText('New look', { exact: true }).waitFor({ state: 'detached' });
  for (const page of [adas, bobs, bobsPhone]) {
    expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  }

  await adas.getByRole('link', { name: 'Overview' }).click();
  await adas.getByText('Open sockets').first().waitFor();
  await adas.getByText('Nothing needs your attention.').waitFor();
  await bobs.goto(`${product.url}/admin/overview`);
  await bobs.getByText('This page is for administrators').waitFor();
  expect(chromium.faults).toEqual([]);
});
