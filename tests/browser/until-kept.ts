import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page's own worker has the app and all its parts, so that it opens without a network. */
export async function untilKept(page: Page): Promise<void> {
  const missing = async () => {
    if (!(await caches.match('/'))) return ['/'];
    const parts = (await (await fetch('/parts.json')).json()) as string[];
    const kept = await Promise.all(parts.map((part) => caches.match(part)));
    return parts.filter((_part, index) => !kept[index]);
  };
  await expect.poll(() => page.evaluate(missing), { timeout: 60_000 }).toEqual([]);
  // What the pages said last is kept a moment after they said it.
  await expect
    .poll(() => page.evaluate(() => caches.has('ecosystia-answers')), { timeout: 30_000 })
    .toBe(true);
}
