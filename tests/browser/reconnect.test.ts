/** Two people, two tabs each; the network of one goes and comes back. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call } from '#tests/support/rest.ts';
import { openStage, signInByForm, untilLive } from '#tests/support/room-people.ts';

const shots = new URL('../../.shots/', import.meta.url);

const unread = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^Notifications, ${count} unread`) }).waitFor();

test('says since when it is stale, and is live at once when the network is back', async () => {
  await using stage = await openStage();
  const { product, chromium, ada, bob } = stage;
  const tell = (title: string, to: string) =>
    call(product.url, 'notifications/send/', {
      token: ada.token,
      body: { user_ids: [to], title },
    });
  const adas = await chromium.browser.newContext({ locale: 'en-GB' });
  const bobs = await chromium.browser.newContext({ locale: 'en-GB' });
  const adaTabs = [await adas.newPage(), await adas.newPage()];
  const bobTabs = [await bobs.newPage(), await bobs.newPage()];
  for (const [[first, second], person] of [
    [adaTabs, ada],
    [bobTabs, bob],
  ] as const) {
    if (!first || !second) throw new Error('a tab is missing');
    await first.goto(product.url);
    await signInByForm(first, person);
    await second.goto(`${product.url}/inbox`);
    await untilLive(second);
  }
  await tell('First', bob.id);
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
  for (const title of ['Second', 'Third']) await tell(title, bob.id);
  await tell('Hers', ada.id);
  // Her other one says that he took her invitation.
  for (const tab of adaTabs) await unread(tab, 2);
  for (const tab of bobTabs) await unread(tab, 1);

  const backAt = Date.now();
  await bobs.setOffline(false);
  for (const tab of bobTabs) {
    await untilLive(tab);
    await unread(tab, 3);
  }
  // Long before the pause would have been over: after some seconds offline it is up to 15 s.
  expect(Date.now() - backAt).toBeLessThan(10_000);
  await bobTabs[1]?.screenshot({ path: new URL('reconnect-back.png', shots).pathname });
});
