/** No violation that axe can find, on each page, in light and in dark, on a desk and a phone. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

const pages = [
  '/',
  '/inbox',
  '/projects',
  '/files',
  '/admin/overview',
  '/admin/announcements',
  '/admin/people',
  '/admin/audit',
  '/settings',
];

async function violationsOn(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  // Past the page's own content security policy, which rightly lets no script of ours in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as typeof window & { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

test('no page breaks a rule of accessibility', async () => {
  await using product = await startProduct();
  const { access } = await signIn(product.url, administrator);
  for (const type of ['info', 'warning']) {
    const body = { title: 'New look', message: 'The pages have a new look.', type };
    await call(product.url, 'system/announcements/', { token: access, body });
  }
  const fromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const window = { starts_at: fromNow(1), ends_at: fromNow(2), message: 'A new disk.' };
  await call(product.url, 'system/maintenance/', { token: access, body: window });
  await using chromium = await openBrowser();
  const found: Record<string, string[]> = {};
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ] as const) {
    const page = await chromium.open(`${product.url}/sign-in`, {
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    const look = async (path: string) => {
      const violations = await violationsOn(page);
      if (violations.length > 0) found[`${path} ${colorScheme} ${width}`] = violations;
    };
    await look('/sign-in');
    const signedIn = await page.request.post(`${product.url}/trpc/auth.signIn`, {
      headers: { origin: product.url },
      data: administrator,
    });
    expect(signedIn.status()).toBe(200);
    for (const path of pages) {
      await page.goto(product.url + path);
      await look(path);
    }
    await page.getByRole('button', { name: /Notifications/ }).click();
    await look('the bell');
  }
  expect(found).toEqual({});
}, 180_000);
