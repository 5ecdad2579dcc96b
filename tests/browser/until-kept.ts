import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page's own worker has the app, so that it opens without a network. */
export async function untilKept(page: Page): Promise<void> {
  await expect
    .poll(async () => page.evaluate(async () => (await caches.keys()).toSorted().join(' ')), {
      timeout: 30_000,
    })
    .toContain('ecosystia-answers ecosystia-app ecosystia-parts');
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/')) !== undefined), {
      timeout: 30_000,
    })
    .toBe(true);
}
