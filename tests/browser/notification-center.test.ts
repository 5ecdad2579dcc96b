/** The notification centre in front of people: what is done in one tab is done in all of theirs. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { NotificationSent, nothingNoted } from '#domain/notifications/notification.events.ts';
import { beginStreams } from '#infra/log/append.ts';
import { unreadCountAt } from '#readmodels/notifications/unread-count.query.ts';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import {
  adaAndBob,
  adaOf,
  anotherTab,
  openAs,
  type Person,
  untilLive,
} from '#tests/support/room-people.ts';
import { violationsOn } from './page-faults.ts';

const soon = { timeout: 20_000 };
/** Several browsers on a busy machine. */
const patienceMs = 180_000;

async function openInbox(
  chromium: TestBrowser,
  product: RunningProduct,
  person: { email: string; password: string },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openAs(chromium, product.url, person, '/inbox', options);
  await untilLive(page);
  return page;
}

async function liveTab(page: Page, path: string): Promise<Page> {
  const tab = await anotherTab(page, path);
  await untilLive(tab);
  return tab;
}

async function send(product: RunningProduct, admin: Person, to: Person, titles: string[]) {
  for (const title of titles) {
    const body = { user_ids: [to.id], title };
    await call(product.url, 'notifications/send/', { token: admin.token, body });
  }
}

const badge = (page: Page) => page.getByTestId('unread-badge');
const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

async function titles(page: Page): Promise<string[]> {
  return page
    .locator('[data-row]')
    .evaluateAll((links) =>
      links
        .toSorted(
          (one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top,
        )
        .map((link) => /note \d+!/.exec(link.textContent)?.[0] ?? ''),
    );
}

/** As the server says that it failed. */
const fault = { error: { message: '', code: -32603, data: { httpStatus: 500 } } };

describe('with two people and two tabs each', () => {
  test(
    'reads, archives and snoozes are everywhere at once, and can be undone',
    async () => {
      await using product = await startProduct();
      await using chromium = await openBrowser();
      const { ada, bob } = await adaAndBob(product.url);
      await send(product, ada, bob, ['note 1!', 'note 2!', 'note 3!']);
      await send(product, ada, ada, ['note 4!']);
      const adaPage = await openInbox(chromium, product, ada);
      const adaTab = await liveTab(adaPage, '/');
      const page = await openInbox(chromium, product, bob);
      const tab = await liveTab(page, '/');
      for (const one of [page, tab]) await badge(one).getByText('3', { exact: true }).waitFor();

      await row(page, 'note 2!').hover();
      await row(page, 'note 2!').getByRole('button', { name: 'Mark as read' }).click();
      await badge(tab).getByText('2', { exact: true }).waitFor();

      await row(page, 'note 3!').hover();
      await row(page, 'note 3!').getByRole('button', { name: 'Archive' }).click();
      await badge(tab).getByText('1', { exact: true }).waitFor();
      await expect.poll(() => titles(page), soon).toEqual(['note 2!', 'note 1!']);
      await page.getByRole('button', { name: 'Undo' }).click();
      await badge(tab).getByText('2', { exact: true }).waitFor();
      await expect.poll(() => titles(page), soon).toEqual(['note 3!', 'note 2!', 'note 1!']);

      await row(page, 'note 1!').hover();
      await row(page, 'note 1!').getByRole('button', { name: 'Snooze' }).click();
      await page.getByRole('menuitem', { name: /Tomorrow/ }).click();
      await badge(tab).getByText('1', { exact: true }).waitFor();
      await tab.goto(`${product.url}/inbox?show=snoozed`);
      await row(tab, 'note 1!').getByText(/Until/).waitFor();
      await row(tab, 'note 1!').hover();
      await row(tab, 'note 1!').getByRole('button', { name: 'Back to the inbox' }).click();
      await badge(page).getByText('2', { exact: true }).waitFor();
      await expect.poll(() => titles(page), soon).toEqual(['note 3!', 'note 2!', 'note 1!']);

      await page.getByRole('button', { name: 'Mark all as read' }).click();
      await expect.poll(() => badge(tab).textContent(), soon).toBe('');
      // Of the other person nothing changed, in either tab.
      // Her second one says that he took her invitation.
      for (const one of [adaPage, adaTab]) {
        await badge(one).getByText('2', { exact: true }).waitFor();
      }
      expect(chromium.faults).toEqual([]);
    },
    patienceMs,
  );

  test(
    'a change that the server refuses is taken back, and said',
    async () => {
      await using product = await startProduct();
      await using chromium = await openBrowser();
      const ada = await adaOf(product.url);
      await send(product, ada, ada, ['note 1!', 'note 2!']);
      const page = await openInbox(chromium, product, ada);
      await row(page, 'note 1!').waitFor();
      await page.route('**/trpc/notifications.archive**', (route) =>
        route.fulfill({ status: 500, json: fault }),
      );
      await row(page, 'note 2!').hover();
      await row(page, 'note 2!').getByRole('button', { name: 'Archive' }).click();
      await page
        .getByText(/went wrong on our side/)
        .first()
        .waitFor();
      await expect.poll(() => titles(page), soon).toEqual(['note 2!', 'note 1!']);
      await badge(page).getByText('2', { exact: true }).waitFor();

      // No answer is no refusal: it waits, and is done when the server answers again.
      await page.unroute('**/trpc/notifications.archive**');
      await page.route('**/trpc/notifications.archive**', (route) => route.abort());
      await row(page, 'note 2!').hover();
      await row(page, 'note 2!').getByRole('button', { name: 'Archive' }).click();
      await page.getByText('1 change is kept on this device').waitFor();
      await expect.poll(() => titles(page), soon).toEqual(['note 1!']);
      await page.unroute('**/trpc/notifications.archive**');
      await page.getByText(/kept on this device and/).waitFor({ state: 'detached' });
      await expect.poll(() => titles(page), soon).toEqual(['note 1!']);
    },
    patienceMs,
  );
});

test(
  'what is new waits while somebody is in the list',
  async () => {
    await using product = await startProduct();
    await using chromium = await openBrowser();
    const ada = await adaOf(product.url);
    await send(product, ada, ada, ['note 1!', 'note 2!']);
    const page = await openInbox(chromium, product, ada);
    await row(page, 'note 2!').hover();
    await send(product, ada, ada, ['note 3!', 'note 4!', 'note 5!']);
    const button = page.getByRole('button', { name: '3 new' });
    await button.waitFor();
    expect(await titles(page)).toEqual(['note 2!', 'note 1!']);
    await badge(page).getByText('5', { exact: true }).waitFor();
    await button.click();
    await expect
      .poll(() => titles(page), soon)
      .toEqual(['note 5!', 'note 4!', 'note 3!', 'note 2!', 'note 1!']);
    // Nobody is in the list: nothing waits.
    await page.mouse.move(700, 20);
    await send(product, ada, ada, ['note 6!']);
    await row(page, 'note 6!').waitFor();
  },
  patienceMs,
);

test(
  'the keyboard does all of it',
  async () => {
    await using product = await startProduct();
    await using chromium = await openBrowser();
    const ada = await adaOf(product.url);
    await send(product, ada, ada, ['note 1!', 'note 2!', 'note 3!']);
    const page = await openInbox(chromium, product, ada);
    await page.goto(product.url);
    const bell = page.getByRole('button', { name: /^Notifications, 3 unread/ });
    await bell.focus();
    await expect.poll(() => bell.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    // On the page behind it, too, this row stands: the focus waits for the panel's.
    await panel.getByRole('listitem').filter({ hasText: 'note 3!' }).waitFor();
    const focused = () =>
      page.evaluate(() => {
        const row = document.activeElement?.closest('[role=dialog] [data-row]');
        return /note \d+!/.exec(row?.textContent ?? '')?.[0];
      });
    const list = panel.getByRole('list', { name: 'Notifications' });
    for (let tabs = 0; tabs < 8 && (await focused()) === undefined; tabs += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toBe('note 3!');
    await page.keyboard.press('j');
    await expect.poll(focused, soon).toBe('note 2!');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused, soon).toBe('note 1!');
    await page.keyboard.press('Home');
    await expect.poll(focused, soon).toBe('note 3!');
    await page.keyboard.press('u');
    await badge(page).getByText('2', { exact: true }).waitFor();
    await page.keyboard.press('a');
    await expect.poll(() => list.getByRole('listitem').count(), soon).toBe(2);
    // The next one has the focus.
    await expect.poll(focused, soon).toBe('note 2!');
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'In an hour' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'In an hour' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), soon)
      .toBe('false');
    await page.keyboard.press('?');
    await page.getByText('Snooze the notification').waitFor();
  },
  patienceMs,
);

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

test(
  'thousands scroll to the last, and nothing moves what is being read',
  async () => {
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
    await expect.poll(async () => (await firstInSight())?.title, soon).toMatch(/note 49\d\d!/);
    const before = await firstInSight();
    const tab = await liveTab(page, '/inbox');
    for (const title of [`note ${many}!`, `note ${many - 1}!`]) {
      await row(tab, title).first().hover();
      await row(tab, title).first().getByRole('button', { name: 'Archive' }).click();
    }
    await send(product, ada, ada, ['note 9001!']);
    await page.getByRole('button', { name: '1 new' }).waitFor();
    await expect.poll(firstInSight, soon).toEqual(before);

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
  },
  patienceMs,
);

test(
  'no axe violation, in light, in dark and on a phone',
  async () => {
    await using product = await startProduct();
    await using chromium = await openBrowser();
    const ada = await adaOf(product.url);
    for (const [index, look] of looks.entries()) {
      await noViolation(product, chromium, ada, look, index * 10);
    }
  },
  patienceMs,
);

const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 360 },
] as const;

async function noViolation(
  product: RunningProduct,
  chromium: TestBrowser,
  ada: Person,
  { colorScheme, width }: (typeof looks)[number],
  from: number,
): Promise<void> {
  const notes = [1, 2, 3].map((number) => `note ${from + number}!`);
  const [, second = '', third = ''] = notes;
  await send(product, ada, ada, notes);
  const options = {
    colorScheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  } as const;
  const page = await openInbox(chromium, product, ada, options);
  await row(page, third).first().waitFor();
  expect(await violationsOn(page), 'the inbox').toEqual([]);
  await row(page, second).hover();
  await row(page, second).getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'In an hour' }).waitFor();
  expect(await violationsOn(page), 'the snooze menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Choose a time…' }).click();
  await page.getByLabel('Date and time').waitFor();
  expect(await violationsOn(page), 'the snooze dialog').toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.mouse.move(0, 0);
  expect(await violationsOn(page), 'the toast').toEqual([]);
  await page.getByRole('tab', { name: 'Snoozed' }).click();
  await row(page, second).waitFor();
  expect(await violationsOn(page), 'what is snoozed').toEqual([]);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('dialog', { name: 'Notifications' }).waitFor();
  expect(await violationsOn(page), 'the panel').toEqual([]);
  await page.goto(`${product.url}/settings#notifications`);
  await page.getByRole('switch').first().waitFor();
  expect(await violationsOn(page), 'the settings').toEqual([]);
  await page.context().close();
}
