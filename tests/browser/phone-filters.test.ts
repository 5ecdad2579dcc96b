/** Rows that are wider than a phone: what is chosen in them is in sight, wherever in the row it stands. */
import { expect, test } from 'vitest';
import { openBoard } from '#tests/support/board.ts';
import { openAs } from '#tests/support/room-people.ts';

const soon = { timeout: 20_000 };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('a filter that is set, and the tab one is on, are seen without scrolling', async () => {
  await using scene = await openBoard();
  const { product, chromium, ada, project, make } = scene;
  await make({ title: 'Dig', labels: ['soil'], priority: 'high' });
  const base = `/projects/${project.id}`;
  const page = await openAs(chromium, product.url, ada, `${base}/tasks?due=week`, phone);
  /** Whether the screen has all of it; `null` while it is not there. */
  const shown = async (role: 'button' | 'combobox' | 'tab' | 'link', name: RegExp | string) => {
    const box = await page.getByRole(role, { name, exact: true }).boundingBox();
    return box && { isIn: box.x >= 0 && box.x + box.width <= 360 };
  };

  await expect.poll(() => shown('button', /^Due: /u), soon).toEqual({ isIn: true });
  await page.goto(`${product.url}/files?added=week`);
  await expect.poll(() => shown('combobox', 'Added when'), soon).toEqual({ isIn: true });
  await page.goto(`${product.url}/inbox?show=archived`);
  await expect.poll(() => shown('tab', 'Archive'), soon).toEqual({ isIn: true });
  await page.goto(`${product.url}${base}/activity`);
  await expect.poll(() => shown('link', 'Activity'), soon).toEqual({ isIn: true });

  // Set under the finger: its menu does not run away from it, and then it is where one looks.
  await page.goto(`${product.url}${base}/tasks`);
  const button = page.locator('button', { hasText: /^Label/u });
  await button.tap();
  const choice = page.getByRole('menuitemcheckbox', { name: '#soil' });
  await choice.waitFor();
  const before = await button.evaluate((it) => it.getBoundingClientRect().x);
  await choice.tap();
  await page.getByText('Label: #soil').waitFor();
  expect(await button.evaluate((it) => it.getBoundingClientRect().x)).toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(() => shown('button', 'Label: #soil'), soon).toEqual({ isIn: true });

  // The project's name has room beside what can be done with its files.
  await page.goto(`${product.url}${base}/files`);
  const name = page.getByRole('heading', { name: 'Garden' });
  await page.getByRole('button', { name: 'As a list' }).waitFor();
  expect(await name.evaluate((heading) => heading.scrollWidth <= heading.clientWidth)).toBe(true);
  const bell = await page.getByRole('button', { name: /^Notifications/u }).boundingBox();
  expect(bell && bell.x + bell.width).toBeLessThanOrEqual(360);
});
