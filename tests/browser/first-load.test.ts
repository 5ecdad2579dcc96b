/** What a first visit loads before anything can be done. */
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { signInPage } from '#tests/support/room-people.ts';

const signInBytes = 220_000;
const homeBytes = 220_000;
const built = fileURLToPath(new URL('../../dist/client', import.meta.url));

/** The scripts that the page asks for, as large as they are with gzip. */
async function scriptBytes(page: Page, url: string): Promise<number> {
  const paths = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') paths.add(new URL(request.url()).pathname);
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    [...paths].map(async (path) => (await stat(`${built}${path}.gz`)).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('a first visit loads no more JavaScript than it may', async () => {
  await using product = await startProduct();
  await using chromium = await openBrowser();
  const signIn = await chromium.open('about:blank');
  const home = await chromium.open('about:blank');
  await signInPage(home, product.url, administrator);
  const bytes = {
    signIn: await scriptBytes(signIn, `${product.url}/sign-in`),
    home: await scriptBytes(home, product.url),
  };
  process.stdout.write(`JavaScript of a first visit, with gzip: ${JSON.stringify(bytes)}\n`);
  expect(bytes.signIn).toBeGreaterThan(0);
  expect(bytes.signIn).toBeLessThanOrEqual(signInBytes);
  expect(bytes.home).toBeLessThanOrEqual(homeBytes);
});
