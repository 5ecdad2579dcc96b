/**
 * A board of 2,000 tasks and a chat of 10,000 messages in a real Chromium: how long until the first
 * of them is there and reacts, from nothing, and how long what a person does with them takes until
 * it is drawn. Beside it a bare page by a bare server, with as many plain rows and one listener.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, type Round } from '../support/result.ts';
import { fillPages } from './fill.ts';
import { openWatched, type WatchedPage } from './watched-page.ts';

const tasks = 2_000;
const messages = 10_000;
const rounds = 3;

interface Place {
  url: string;
  /** What has to be there. */
  selector: string;
  signedIn?: BrowserContextOptions['storageState'];
  /** What a person does there, one after the other. */
  use: (page: Page) => Promise<void>;
}

export async function benchLargePages(database: BenchDatabase): Promise<BenchResult[]> {
  await using product = await startProduct({ DATABASE_URL: database.url });
  await using chromium = await openBrowser('whole');
  await using plain = await openPlainPages();
  const { url } = product;
  const { access: token, user } = await signIn(url, administrator);
  const project = await call<{ id: string }>(url, 'projects/', { token, body: { name: 'Large' } });
  const now = Date.now();
  const body = {
    title: 'Long talk',
    starts_at: new Date(now).toISOString(),
    ends_at: new Date(now + 3_600_000).toISOString(),
  };
  const meeting = await call<{ id: string }>(url, 'meetings/', { token, body });
  const place = { projectId: project.id, meetingId: meeting.id, personId: user.id };
  await fillPages(database, { ...place, tasks, messages });
  const signedIn = await cookiesOf(chromium, url);
  const bare = (rows: number): Place => ({
    url: `${plain.url}/${rows}`,
    selector: '[data-row]',
    use: usePlain,
  });
  const board = {
    url: `${url}/projects/${project.id}/tasks`,
    selector: '[data-task]',
    signedIn,
    use: useBoard,
  };
  const chat = {
    url: `${url}/meetings/${meeting.id}/room`,
    selector: '[data-message]',
    signedIn,
    use: useChat,
  };
  const beside = async (name: string, ours: Place, theirs: Place): Promise<BenchResult[]> => [
    await compare({
      scenario: `${name}, until it reacts`,
      unit: 'ms',
      rounds,
      lessIsBetter: true,
      product: () => untilItReacts(chromium, ours),
      bare: () => untilItReacts(chromium, theirs),
    }),
    await compare({
      scenario: `${name}, the slowest interaction`,
      unit: 'ms',
      rounds,
      lessIsBetter: true,
      product: () => slowestInteraction(chromium, ours),
      bare: () => slowestInteraction(chromium, theirs),
    }),
  ];
  return [
    ...(await beside(`board of ${tasks.toLocaleString('en')} tasks`, board, bare(tasks))),
    ...(await beside(`chat of ${messages.toLocaleString('en')} messages`, chat, bare(messages))),
  ];
}

/** Drawn, and the first thing done with it answered. */
async function untilItReacts(chromium: TestBrowser, place: Place): Promise<Round> {
  await using watched = await openWatched(chromium, place.url, place.selector, place.signedIn);
  await watched.page.locator(place.selector).last().click();
  return { value: watched.drawnMs + (await slowestOf(watched)) };
}

async function slowestInteraction(chromium: TestBrowser, place: Place): Promise<Round> {
  await using watched = await openWatched(chromium, place.url, place.selector, place.signedIn);
  await watched.page.waitForLoadState('networkidle');
  await place.use(watched.page);
  const value = await slowestOf(watched);
  const { interactionsMs } = await watched.read();
  return { value, latenciesMs: interactionsMs };
}

/** What took less than a frame is not told by the browser, and counts as one. */
async function slowestOf({ page, read }: WatchedPage): Promise<number> {
  // The browser tells of an interaction in the frames after it.
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))',
  );
  const { interactionsMs } = await read();
  return Math.max(16, ...interactionsMs);
}

async function useBoard(page: Page): Promise<void> {
  const cards = page.locator('[data-task] a');
  await cards.nth(3).click();
  await page.getByRole('complementary', { name: 'Task details' }).waitFor();
  await page.getByRole('combobox', { name: 'Priority' }).click();
  await page.getByRole('option', { name: 'High', exact: true }).click();
  await page.keyboard.press('Escape');
  await cards.nth(2).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowRight', 'x']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('Escape');
  const filter = page.getByRole('searchbox');
  await filter.pressSequentially('willows', { delay: 40 });
  await filter.fill('');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await page.getByRole('list', { name: 'Tasks' }).waitFor();
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await cards.first().waitFor();
}

async function useChat(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.click();
  await field.pressSequentially('All planted now', { delay: 30 });
  await page.keyboard.press('Enter');
  await page.locator('[data-message]').filter({ hasText: 'All planted now' }).first().waitFor();
  const last = page.locator('[data-message]').last();
  await last.focus();
  for (let times = 0; times < 8; times += 1) await page.keyboard.press('PageUp');
  for (let times = 0; times < 8; times += 1) await page.keyboard.press('k');
  await page.keyboard.press('End');
}

async function usePlain(page: Page): Promise<void> {
  for (const row of [3, 5, 8]) await page.locator('[data-row]').nth(row).click();
  for (let times = 0; times < 8; times += 1) await page.keyboard.press('PageDown');
}

async function cookiesOf({ browser }: TestBrowser, url: string) {
  await using closing = new AsyncDisposableStack();
  const context = await browser.newContext();
  closing.defer(() => context.close());
  const answer = await context.request.post(`${url}/trpc/auth.signIn`, {
    headers: { origin: url },
    data: administrator,
  });
  if (!answer.ok()) throw new Error(`signing in gave ${answer.status()}`);
  return await context.storageState();
}

/** `/<rows>`: as many rows in one page, and a click marks one. */
async function openPlainPages(): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((request, response) => {
    const rows = Array.from(
      { length: Number(request.url?.slice(1)) || 0 },
      (_, index) =>
        `<li data-row tabindex="-1">Water the young willows below the weir ${index}</li>`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Plain</title><ul>${rows.join('')}</ul><script>
      document.querySelector('ul').addEventListener('click', ({ target }) => {
        target.style.fontWeight = 'bold';
      });
    </script>`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
