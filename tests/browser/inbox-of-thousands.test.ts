/** An inbox of thousands: all of it can be reached, and nothing moves what is being read. */
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { NotificationSent, nothingNoted } from '#domain/notifications/notification.events.ts';
import { beginStreams } from '#infra/log/append.ts';
import { unreadCountAt } from '#readmodels/notifications/unread-count.query.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { startProduct } from '#tests/support/product.ts';
import { adaOf } from '#tests/support/room-people.ts';
import { badge, liveTab, openInbox, row, send, titles } from './inbox.ts';

const many = 5_000;

async function lastCount({ database }: TestPlatform['platform'], personId: string) {
  return unreadCountAt(database.sql, personId, Number.MAX_SAFE_INTEGER);
}

/** All of them in one statement; the one with the highest number is the newest. */
async function fill({ platform }: TestPlatform, personId: string): Promise<void> {
  const { eventLog } = platform;
  const streams = Array.from({ length: many }, (_, index) => {
    const notificationId = uuidv7();
    const title = `note ${index + 1}!`;
    const words = {
      title,
      ...nothingNoted,
      message: 'Far down',
      type: 'info',
      category: 'message',
    } as const;
    const event = NotificationSent.of({
      ...words,
      notificationId,
      personId,
      link: null,
      actorId: null,
    });
    const stream = `notification-${notificationId}`;
    return { stream, events: [event], metadata: { actorId: null } };
  });
  await eventLog.sql.begin((tx) => beginStreams(tx, eventLog.keys, streams));
  eventLog.appended();
  await expect
    .poll(() => lastCount(platform, personId), { timeout: 60_000, interval: 100 })
    .toBe(many);
}

test('thousands scroll to the last, and nothing moves what is being read', async () => {
  await using platform = await openTestPlatform();
  await using product = await startProduct({ DATABASE_URL: platform.ownerUrl });
  await using chromium = await openBrowser();
  const ada = await adaOf(product.url);
  await fill(platform, ada.id);
  const page = await openInbox(chromium, product, ada);
  await badge(page).getByText('99+').waitFor();
  await row(page, `note ${many}!`).first().waitFor();
  const list = page.getByRole('list', { name: 'Inbox' });
  const scroller = list.locator('..');
  /** The first row that is whole in sight, and how far below the top. */
  const firstInSight = () =>
    scroller.evaluate((element) => {
      const top = element.getBoundingClientRect().top;
      const links = [...element.querySelectorAll('[data-row]')];
      const all = links.map((link) => ({
        title: /note \d+!/.exec(link.textContent)?.[0] ?? '',
        below: Math.round(link.getBoundingClientRect().top - top),
      }));
      return all.filter(({ below }) => below >= 0).toSorted((a, b) => a.below - b.below)[0];
    });

  await scroller.evaluate((element) => element.scrollTo(0, 1_800));
  await expect.poll(async () => (await firstInSight())?.title).toMatch(/note 49\d\d!/);
  const before = await firstInSight();
  const tab = await liveTab(page, '/inbox');
  for (const title of [`note ${many}!`, `note ${many - 1}!`]) {
    await row(tab, title).first().hover();
    await row(tab, title).first().getByRole('button', { name: 'Archive' }).click();
  }
  await send(product, ada, ada, ['note 9001!']);
  await page.getByRole('button', { name: '1 new' }).waitFor();
  await expect.poll(firstInSight).toEqual(before);

  await expect
    .poll(
      async () => {
        await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return (await titles(page)).at(-1);
      },
      { timeout: 90_000, interval: 50 },
    )
    .toBe('note 1!');
  // Only what is in sight is in the page.
  await expect.poll(() => page.locator('[data-row]').count()).toBeLessThan(60);
  expect(chromium.faults).toEqual([]);
});
