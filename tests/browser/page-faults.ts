import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page as it stands: which rule, and the first element that breaks it. */
export async function violationsOn(page: Page, values: string[] = []): Promise<string[]> {
  const hasAxe = await page.evaluate(() => 'axe' in window);
  // Past the page's own content security policy, which rightly lets no script of ours in.
  if (!hasAxe) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const options = rules.length > 0 ? { runOnly: { type: 'rule' as const, values: rules } } : {};
    const { violations } = await (window as typeof window & { axe: typeof axe }).axe.run(options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }, values);
}

/** A theme changes colours and nothing else. */
export const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** What is wrong on a desk and on a phone; the page changes as it stands. */
export async function faultsInBothWidths(page: Page): Promise<string[]> {
  const faults = async () => [
    ...(await violationsOn(page)),
    ...(await sidewaysOn(page)),
    ...(await scrolledFrameOn(page)),
  ];
  const wide = await faults();
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 900 });
  await page.evaluate(async () => {
    // A frame in which the page hears of its width, and one in which it shows what it made of it.
    for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  const narrow = await faults();
  if (desk) await page.setViewportSize(desk);
  return [...wide, ...narrow.map((fault) => `at 360 px, ${fault}`)];
}

/** What makes a page wider than its window, as far as it is the page that scrolls and not a part of it. */
function sidewaysOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, main, [role=dialog]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth}>${clientWidth}`),
  );
}

/** What is on a page scrolls inside its frame; the frame itself, with its bars, stays where it is. */
function scrolledFrameOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const isFramed = document.querySelector('main#main') !== null;
    return isFramed && scrollHeight > clientHeight + 1
      ? [`the frame scrolls: ${scrollHeight}>${clientHeight}`]
      : [];
  });
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
