/** A page that a real Chromium loads, with what the browser itself measures of it. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from '#tests/support/browser.ts';

interface Watched {
  /** Of each key, click or touch: until what it did was drawn. */
  interactionsMs: number[];
  largestPaintMs: number;
}

/** Put into the page before anything of its own. */
const watch = (selector: string) => `
  window.watched = { interactionsMs: [], largestPaintMs: 0 };
  const drawn = Promise.withResolvers();
  window.drawn = drawn.promise;
  const look = () => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) requestAnimationFrame(look);
    // After this frame was drawn, and whatever else was waiting for the main thread.
    else requestAnimationFrame(() => setTimeout(() => drawn.resolve(performance.now()), 0));
  };
  look();
  // Without a display Chromium tells of a frame in which only a field at the lower edge changed when
  // something else changes too, seconds later, on a plain page as well. So something always does.
  const mark = () => {
    const dot = document.createElement('i');
    dot.style.cssText = 'position:fixed;inset:0 auto auto 0;width:2px;height:2px';
    document.body.append(dot);
    dot.animate({ backgroundColor: ['red', 'blue'] }, { duration: 1000, iterations: Infinity });
  };
  document.addEventListener('DOMContentLoaded', mark);
  const observe = (type, on, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(on))
      .observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', ({ startTime }) => { watched.largestPaintMs = startTime; });
  observe('event', ({ interactionId, duration }) => {
    if (interactionId > 0) watched.interactionsMs.push(duration);
  }, { durationThreshold: 16 });
`;

export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** From the start of the navigation until what is waited for was drawn and the page was idle. */
  drawnMs: number;
  /** What was measured until now; interactions that took less than a frame are left out. */
  read: () => Promise<Watched>;
}

/** A window of its own, with an empty cache; signed in where it has somebody's cookies. */
export async function openWatched(
  { browser }: TestBrowser,
  url: string,
  selector: string,
  storageState?: BrowserContextOptions['storageState'],
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...(storageState && { storageState }),
  });
  const page = await context.newPage();
  await page.addInitScript(watch(selector));
  await page.goto(url, { waitUntil: 'commit' });
  const read = () => page.evaluate<Watched>('watched');
  const drawnMs = await page.evaluate<number>('drawn');
  return {
    page,
    drawnMs,
    read,
    [Symbol.asyncDispose]: () => context.close(),
  };
}
