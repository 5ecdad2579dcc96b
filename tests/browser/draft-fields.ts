/** Looks at what stands in a form's fields, and what of it is kept. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const field = (root: Locator, label: string) => root.getByLabel(label, { exact: true });
export const notice = (root: Locator) => root.getByText('Your draft is back');

export async function fill(root: Locator, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) await field(root, label).fill(value);
}

export async function holds(root: Locator, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) {
    await expect.poll(() => field(root, label).inputValue()).toBe(value);
  }
}

export const kept = (page: Page, key: string) =>
  page.evaluate((name) => localStorage.getItem(name), `ecosystia.kept.${key}`);

/** Under which anything is kept. */
export const keptKeys = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ecosystia.kept.')));
