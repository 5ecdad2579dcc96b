import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page as it stands: which rule, and the first element that breaks it. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Past the page's own content security policy, which rightly lets no script of ours in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as typeof window & { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

/** What makes a page wider than its window, as far as it is the page that scrolls and not a part of it. */
export function sidewaysOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, main, [role=dialog]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth}>${clientWidth}`),
  );
}

/** Enough to come through the frame and into what a page is about. */
const stops = 40;

/** Goes through a page by Tab: where focus cannot be seen, and where it comes to rest. */
export async function focusFaultsOn(page: Page): Promise<string[]> {
  const faults = new Set<string>();
  let before = '';
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, at, isSeen } = await page.evaluate(focused);
    if (name === '') break;
    if (!isSeen) faults.add(`not seen: ${name}`);
    if (at === before) faults.add(`stuck at: ${name}`);
    before = at;
  }
  return [...faults];
}

/** What has focus, which of the page's elements it is, and whether something shows it. */
function focused(): { name: string; at: string; isSeen: boolean } {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: '', at: '', isSeen: true };
  // What has several stops of its own, or another page in it, is the browser's to show.
  const isBrowsers = element.matches('iframe, input[type=date], input[type=time], [type*=local]');
  if (isBrowsers) return { name: element.tagName, at: `${performance.now()}`, isSeen: true };
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  const isInside =
    width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  // What is around a field may show it instead of the field.
  let isShown = false;
  let around: Element | null = element;
  for (let steps = 0; around && steps < 4 && !isShown; steps += 1) {
    for (const part of [null, '::after']) {
      const { outlineStyle, boxShadow } = getComputedStyle(around, part);
      isShown ||= outlineStyle !== 'none' || boxShadow !== 'none';
    }
    around = around.parentElement;
  }
  const name = element.outerHTML.slice(0, 140);
  const at = String([...document.querySelectorAll('*')].indexOf(element));
  return { name, at, isSeen: isInside && isShown };
}
