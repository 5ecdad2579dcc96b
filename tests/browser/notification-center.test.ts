/** The notification centre in front of people: what is done in one tab is done in all of theirs. */
import { describe, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { type RunningProduct, startProduct } from '#tests/support/product.ts';
import { adaAndBob, adaOf, type Person } from '#tests/support/room-people.ts';
import { badge, liveTab, openInbox, row, send, titles } from './inbox.ts';
import { violationsOn } from './page-faults.ts';

/** Several browsers on a busy machine. */

/** As the server says that it failed. */
const fault = { error: { message: '', code: -32603, data: { httpStatus: 500 } } };

describe('with two people and two tabs each', () => {
  test('reads, archives and snoozes are everywhere at once, and can be undone', async () => {
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
    await expect.poll(() => titles(page)).toEqual(['note 2!', 'note 1!']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await badge(tab).getByText('2', { exact: true }).waitFor();
    await expect.poll(() => titles(page)).toEqual(['note 3!', 'note 2!', 'note 1!']);

    await row(page, 'note 1!').hover();
    await row(page, 'note 1!').getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('menuitem', { name: /Tomorrow/ }).click();
    await badge(tab).getByText('1', { exact: true }).waitFor();
    await tab.goto(`${product.url}/inbox?show=snoozed`);
    await row(tab, 'note 1!').getByText(/Until/).waitFor();
    await row(tab, 'note 1!').hover();
    await row(tab, 'note 1!').getByRole('button', { name: 'Back to the inbox' }).click();
    await badge(page).getByText('2', { exact: true }).waitFor();
    await expect.poll(() => titles(page)).toEqual(['note 3!', 'note 2!', 'note 1!']);

    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect.poll(() => badge(tab).textContent()).toBe('');
    // Of the other person nothing changed, in either tab.
    // Her second one says that he took her invitation.
    for (const one of [adaPage, adaTab]) {
      await badge(one).getByText('2', { exact: true }).waitFor();
    }
    expect(chromium.faults).toEqual([]);
  });

  test('a change that the server refuses is taken back, and said', async () => {
    await using product = await startProduct();
    await using chromium = await openBrowser();
    const ada = await adaOf(product.url);
    await send(product, ada, ada, ['note 1!', 'note 2!']);
    const page = await openInbox(chromium, product, ada, { serviceWorkers: 'block' });
    await row(page, 'note 1!').waitFor();
    // A menu that its key asks for and that cannot be loaded is said, too.
    await page.route('**/assets/**', (route) => route.abort());
    await page.locator('[data-row]').first().focus();
    await page.keyboard.press('s');
    await page.getByText('The server cannot be reached').first().waitFor();
    await page.unrouteAll();
    await page.route('**/trpc/notifications.archive**', (route) =>
      route.fulfill({ status: 500, json: fault }),
    );
    await row(page, 'note 2!').hover();
    await row(page, 'note 2!').getByRole('button', { name: 'Archive' }).click();
    await page
      .getByText(/went wrong on our side/)
      .first()
      .waitFor();
    await expect.poll(() => titles(page)).toEqual(['note 2!', 'note 1!']);
    await badge(page).getByText('2', { exact: true }).waitFor();

    // No answer is no refusal: it waits, and is done when the server answers again.
    await page.unroute('**/trpc/notifications.archive**');
    await page.route('**/trpc/notifications.archive**', (route) => route.abort());
    await row(page, 'note 2!').hover();
    await row(page, 'note 2!').getByRole('button', { name: 'Archive' }).click();
    await page.getByText('1 change is kept on this device').waitFor();
    await expect.poll(() => titles(page)).toEqual(['note 1!']);
    await page.unroute('**/trpc/notifications.archive**');
    await page.getByText(/kept on this device and/).waitFor({ state: 'detached' });
    await expect.poll(() => titles(page)).toEqual(['note 1!']);
  });
});

test('what is new waits while somebody is in the list', async () => {
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
  // On the way to the button nothing is let in: what is clicked would be another one.
  await button.hover();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await titles(page)).toEqual(['note 2!', 'note 1!']);
  await button.click();
  await expect
    .poll(() => titles(page))
    .toEqual(['note 5!', 'note 4!', 'note 3!', 'note 2!', 'note 1!']);
  // Nobody is in the list: nothing waits.
  await page.mouse.move(700, 20);
  await send(product, ada, ada, ['note 6!']);
  await row(page, 'note 6!').waitFor();
});

test('the keyboard does all of it', async () => {
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
  await expect.poll(focused).toBe('note 2!');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('note 1!');
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('note 3!');
  await page.keyboard.press('u');
  await badge(page).getByText('2', { exact: true }).waitFor();
  await page.keyboard.press('a');
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  // The next one has the focus.
  await expect.poll(focused).toBe('note 2!');
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'In an hour' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'In an hour' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')))
    .toBe('false');
  await page.keyboard.press('?');
  await page.getByText('Snooze the notification').waitFor();
});

test('no axe violation, in light, in dark and on a phone', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const ada = await adaOf(product.url);
  for (const [index, look] of looks.entries()) {
    await noViolation(product, chromium, ada, look, index * 10);
  }
});

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
