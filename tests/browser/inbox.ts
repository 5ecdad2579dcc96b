/** The inbox in front of somebody: opened, filled and read. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from '#tests/support/browser.ts';
import type { RunningProduct } from '#tests/support/product.ts';
import { call } from '#tests/support/rest.ts';
import { anotherTab, openAs, type Person, untilLive } from '#tests/support/room-people.ts';

export async function openInbox(
  chromium: TestBrowser,
  product: RunningProduct,
  person: { email: string; password: string },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openAs(chromium, product.url, person, '/inbox', options);
  await untilLive(page);
  return page;
}

export async function liveTab(page: Page, path: string): Promise<Page> {
  const tab = await anotherTab(page, path);
  await untilLive(tab);
  return tab;
}

export async function send(product: RunningProduct, admin: Person, to: Person, titles: string[]) {
  for (const title of titles) {
    const body = { user_ids: [to.id], title };
    await call(product.url, 'notifications/send/', { token: admin.token, body });
  }
}

export const badge = (page: Page) => page.getByTestId('unread-badge');
export const row = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ hasText: title });

export async function titles(page: Page): Promise<string[]> {
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
