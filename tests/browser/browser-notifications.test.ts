/**
 * What a browser shows outside the page: asked for by a click only, once for all its tabs, not to
 * somebody who is looking, and taken back when it is read anywhere; pushed where no tab is open.
 */
import { mkdir } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { signInByForm, untilLive } from '#tests/support/room-people.ts';

const shots = new URL('../../.shots/', import.meta.url);

declare global {
  // What the page's own script counts; see `watch`.
  interface Window {
    asked: number;
    shown: string[];
    looking: boolean;
  }
}

/** Counts what a page asks and shows; nobody looks at it until the test says so. */
async function watch(context: BrowserContext) {
  await context.addInitScript(() => {
    window.asked = 0;
    window.shown = [];
    window.looking = false;
    document.hasFocus = () => window.looking;
    Notification.requestPermission = () => {
      window.asked += 1;
      return Promise.resolve('granted');
    };
    const own = Object.getOwnPropertyDescriptor(
      ServiceWorkerRegistration.prototype,
      'showNotification',
    );
    const showNotification = own?.value as ServiceWorkerRegistration['showNotification'];
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      window.shown.push(title);
      return showNotification.call(this, title, options);
    };
  });
}

async function signInOn(page: Page, url: string) {
  await page.goto(url);
  await signInByForm(page, administrator);
}

/** The titles of what the browser shows at the moment, as any of its tabs sees them. */
const showing = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration('/');
    // As the product asks for them: not while one is being shown.
    const shown = await navigator.locks.request('shown-notifications', () =>
      worker?.getNotifications(),
    );
    return (shown ?? []).map(({ title }) => title);
  });

async function look(page: Page, looking: boolean) {
  await page.evaluate((now) => {
    window.looking = now;
    window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
  }, looking);
}

test('shown once for two tabs, not to who is looking, and taken back when read elsewhere', async () => {
  await using product = await startProduct();
  const ada = await signIn(product.url, administrator);
  const tell = (title: string) =>
    call<{ id: string }>(product.url, 'notifications/send/', {
      token: ada.access,
      body: { user_ids: [ada.user.id], title },
    });
  const markRead = (id: string) =>
    call(product.url, `notifications/${id}/`, {
      method: 'PATCH',
      token: ada.access,
      body: { read: true },
    });

  await using chromium = await openBrowser('whole');
  const context = await chromium.browser.newContext({ locale: 'en-GB' });
  await context.grantPermissions(['notifications'], { origin: product.url });
  await watch(context);
  const first = await context.newPage();
  await signInOn(first, product.url);
  const second = await context.newPage();
  await second.goto(`${product.url}/settings`);
  await untilLive(second);
  const shown = async () => [
    ...(await first.evaluate(() => window.shown)),
    ...(await second.evaluate(() => window.shown)),
  ];

  // Nothing is asked, and nothing shown, before somebody turns it on.
  await tell('Quiet');
  await second.getByRole('button', { name: /Notifications, 1 unread/ }).waitFor();
  expect(await first.evaluate(() => window.asked)).toBe(0);
  expect(await shown()).toEqual([]);
  await second.getByRole('switch', { name: 'Browser notifications' }).click();
  await second.getByRole('switch', { name: 'Browser notifications', checked: true }).waitFor();
  expect(await second.evaluate(() => window.asked)).toBe(1);
  await mkdir(shots, { recursive: true });
  await second.screenshot({ path: new URL('device-settings.png', shots).pathname });
  // The other tab learns of it by itself.
  const news = await tell('News');
  await expect.poll(() => showing(first)).toEqual(['News']);
  expect(await showing(second)).toEqual(['News']);
  expect(await shown()).toEqual(['News']);
  await markRead(news.id);
  await expect.poll(() => showing(second)).toEqual([]);

  // Somebody looks at one of the tabs: the badge is enough, in the other as well.
  await look(second, true);
  await tell('Seen');
  await first.getByRole('button', { name: /Notifications, 2 unread/ }).waitFor();
  await look(second, false);
  const after = await tell('After');
  await expect.poll(() => showing(first)).toEqual(['After']);
  expect(await shown()).toEqual(['News', 'After']);

  // The tab that told is closed: the other one goes on.
  await first.close();
  await markRead(after.id);
  await expect.poll(() => showing(second)).toEqual([]);
  await tell('Last');
  await expect.poll(() => showing(second)).toEqual(['Last']);
  expect(await second.evaluate(() => window.shown)).toContain('Last');

  // Snoozed it is taken back, and told anew when its time has come.
  const later = await tell('Later');
  await expect.poll(() => showing(second)).toContain('Later');
  const untilMs = Date.now() + 4_000;
  const snoozed = await second.request.post(`${product.url}/trpc/notifications.snooze`, {
    headers: { origin: product.url },
    data: { ids: [later.id], until: new Date(untilMs).toISOString() },
  });
  expect(snoozed.status()).toBe(200);
  await expect.poll(() => showing(second)).not.toContain('Later');
  await expect.poll(() => showing(second)).toContain('Later');
  expect(Date.now()).toBeGreaterThanOrEqual(untilMs);

  // Whether others see one typing is set in one tab and seen in the other.
  const third = await context.newPage();
  await third.goto(`${product.url}/settings`);
  await untilLive(third);
  const typing = { name: 'Show that I am typing' };
  await third.getByRole('switch', { ...typing, checked: true }).waitFor();
  await second.getByRole('switch', { ...typing, checked: true }).click();
  await third.getByRole('switch', { ...typing, checked: false }).waitFor();
  await second.screenshot({ path: new URL('settings.png', shots).pathname, fullPage: true });
});

test('what is pushed is shown by the service worker, unless it was read meanwhile; a click opens it', async () => {
  await using product = await startProduct();
  const ada = await signIn(product.url, administrator);
  await using chromium = await openBrowser('whole');
  const context = await chromium.browser.newContext({ locale: 'en-GB' });
  await context.grantPermissions(['notifications'], { origin: product.url });
  const page = await context.newPage();
  await signInOn(page, product.url);
  await page.goto(`${product.url}/settings`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js');
    await navigator.serviceWorker.ready;
  });
  // The page itself would take back what it knows to be read.
  await page.goto(`${product.url}/favicon.svg`);

  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [own] = registrations;
      if (own) resolve(own.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  const push = async (title: string, isRead: boolean) => {
    const { id } = await call<{ id: string }>(product.url, 'notifications/send/', {
      token: ada.access,
      body: { user_ids: [ada.user.id], title },
    });
    if (isRead) {
      await call(product.url, 'notifications/read-all/', { method: 'POST', token: ada.access });
    }
    await devtools.send('ServiceWorker.deliverPushMessage', {
      origin: product.url,
      registrationId,
      data: JSON.stringify({ id, title, message: 'Words', link: `/inbox/${id}` }),
    });
    return id;
  };
  await push('Read already', true);
  const id = await push('Unread', false);
  await expect.poll(() => showing(page)).toEqual(['Unread']);

  // Clicked while a page is open: there it is opened, and read.
  await page.goto(`${product.url}/settings`);
  await untilLive(page);
  await page.getByRole('button', { name: /Notifications, 1 unread/ }).waitFor();
  await clickNotification(context);
  await page.waitForURL(`${product.url}/inbox/${id}`);
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  expect(await showing(page)).toEqual([]);
});

/**
 * As the browser tells the worker of a click. Nobody can click on what the system shows; an event
 * made by a script differs from that in what it allows the worker: neither to wait nor to take the focus.
 */
async function clickNotification(context: BrowserContext) {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('there is no service worker');
  await worker.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await registration.getNotifications();
    const click = new Event('notificationclick');
    Object.assign(click, {
      notification,
      waitUntil: (work: Promise<unknown>) => work.catch(String),
    });
    globalThis.dispatchEvent(click);
  });
}
