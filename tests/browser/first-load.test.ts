/** What a first visit loads before anything can be done, and what waits for what. */
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page, Request } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { signInPage } from '#tests/support/room-people.ts';

const signInBytes = 220_000;
const homeBytes = 220_000;
const built = fileURLToPath(new URL('../../dist/client', import.meta.url));

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());
const product = stack.use(await startProduct());
const chromium = stack.use(await openBrowser());
const signedIn = await openForFirstVisits();
await signInPage(signedIn, product.url, administrator);
const { access: token } = await signIn(product.url, administrator);
const newProject = (name: string) =>
  call<{ id: string }>(product.url, 'projects/', { token, body: { name } });

/** What a page puts off for some seconds is no part of a first visit, however busy the machine is. */
async function openForFirstVisits(): Promise<Page> {
  const page = await chromium.open('about:blank');
  await page.addInitScript((longMs) => {
    const setTimeout = window.setTimeout.bind(window);
    const unlessLong = (work: () => void, delayMs?: number) =>
      (delayMs ?? 0) < longMs ? setTimeout(work, delayMs) : 0;
    Object.assign(window, { setTimeout: unlessLong });
  }, 3_000);
  return page;
}

/** The scripts that the page asks for. */
async function scriptsOf(page: Page, url: string): Promise<Set<string>> {
  const paths = new Set<string>();
  const note = (request: Request) => {
    if (request.resourceType() === 'script') paths.add(new URL(request.url()).pathname);
  };
  page.on('request', note);
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  page.off('request', note);
  return paths;
}

/** As large as they are with gzip. */
async function scriptBytes(page: Page, url: string): Promise<number> {
  const paths = await scriptsOf(page, url);
  const sizes = await Promise.all(
    [...paths].map(async (path) => (await stat(`${built}${path}.gz`)).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('a first visit loads no more JavaScript than it may', async () => {
  const stranger = await openForFirstVisits();
  const bytes = {
    signIn: await scriptBytes(stranger, `${product.url}/sign-in`),
    home: await scriptBytes(signedIn, product.url),
  };
  process.stdout.write(`JavaScript of a first visit, with gzip: ${JSON.stringify(bytes)}\n`);
  expect(bytes.signIn).toBeGreaterThan(0);
  expect(bytes.signIn).toBeLessThanOrEqual(signInBytes);
  expect(bytes.home).toBeLessThanOrEqual(homeBytes);
});

/** The files that a document names: in its head, and beside itself. */
async function namedWith(path: string): Promise<Set<string>> {
  const answer = await fetch(product.url + path, { headers: { 'accept-language': 'en-GB' } });
  const beside = answer.headers.get('link')?.matchAll(/<([^>]+)>; rel=modulepreload/g) ?? [];
  const within = (await answer.text()).matchAll(/(?:src|href)="(\/[^"]+\.js)"/g);
  return new Set([...beside, ...within].map(([, file = '']) => file));
}

test('a document names all that its page is made of, and nothing else', async () => {
  const { id } = await newProject('Ditch');
  const pages = ['/', '/projects', `/projects/${id}/tasks`, '/inbox', '/files'];
  // They bring words of their own along.
  const withWords = ['announcements', 'audit', 'overview', 'people', 'templates'].map(
    (name) => `/admin/${name}`,
  );
  for (const path of [...pages, ...withWords, '/settings']) {
    const named = await namedWith(path);
    const asked = await scriptsOf(signedIn, product.url + path);
    expect([...asked].toSorted(), path).toEqual([...named].toSorted());
    for (const file of named) {
      const part = await fetch(product.url + file);
      expect([file, part.status]).toEqual([file, 200]);
    }
  }
});

test('a board that takes its time holds back nothing else of its page', async () => {
  const { id } = await newProject('Weir');
  const board = Promise.withResolvers<void>();
  await signedIn.route(/\/trpc\/[^?]*tasks\.board/, async (route) => {
    await board.promise;
    await route.continue();
  });
  await signedIn.goto(`${product.url}/projects/${id}/tasks`);
  await signedIn.getByRole('heading', { level: 1, name: 'Weir' }).waitFor();
  await signedIn.getByRole('status', { name: 'Tasks are loading' }).waitFor();
  board.resolve();
  await signedIn.getByText('No open tasks').first().waitFor();
});
