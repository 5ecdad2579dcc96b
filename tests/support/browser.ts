import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export interface TestBrowser extends AsyncDisposable {
  browser: Browser;
  /** A window of its own, with its own cookies; whatever fails in it is gathered. */
  open: (url: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What pages logged as errors or threw, with the page's address. */
  faults: string[];
}

/**
 * Chromium as installed; `npm test` sees to it that there is one and says where. Its shell, where there
 * is one, is the same but for what is around a page: notifications are there in the whole only.
 */
export async function openBrowser(kind: 'shell' | 'whole' = 'shell'): Promise<TestBrowser> {
  const { CHROMIUM_PATH: whole = '/usr/bin/chromium', CHROMIUM_SHELL_PATH: shell } = process.env;
  const browser = await chromium.launch({
    executablePath: (kind === 'shell' && shell) || whole,
    // Nothing leaves the machine, and root has no sandbox.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const faults: string[] = [];
  return {
    browser,
    faults,
    open: async (url, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        ...options,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
      });
      await page.goto(url);
      return page;
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
