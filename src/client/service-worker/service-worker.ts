/**
 * Shows what the server pushes while no page is open, and opens what is clicked; has the app open
 * without a network.
 */
import { keepPages } from './offline-pages.ts';

/* TypeScript's own types for workers cannot stand beside those for pages. */
interface WaitingEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}
interface PushEvent extends WaitingEvent {
  data: { json: () => unknown } | null;
}
interface NotificationEvent extends WaitingEvent {
  notification: Notification & { data: unknown };
}
interface PageClient {
  url: string;
  focused: boolean;
  focus: () => Promise<PageClient>;
  postMessage: (message: unknown) => void;
}
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll: (options: { type: 'window'; includeUncontrolled: boolean }) => Promise<PageClient[]>;
    openWindow: (url: string) => Promise<unknown>;
    claim: () => Promise<void>;
  };
  skipWaiting: () => Promise<void>;
  addEventListener: ((
    type: 'install' | 'activate',
    listener: (event: WaitingEvent) => void,
  ) => void) &
    ((type: 'push', listener: (event: PushEvent) => void) => void) &
    ((type: 'notificationclick', listener: (event: NotificationEvent) => void) => void);
}

interface Pushed {
  id: string;
  title: string;
  message: string;
  link: string;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

keepPages(location.origin);

worker.addEventListener('push', (event) => {
  const pushed = event.data?.json() as Pushed | undefined;
  if (pushed) event.waitUntil(show(pushed));
});

/** As the pages do: one call at a time, by the same lock (features/notifications/device/shown.ts). */
const shownLock = 'shown-notifications';

/** Browsers want to see something for each push; what was read meanwhile goes again at once. */
async function show({ id, title, message, link }: Pushed): Promise<void> {
  const { registration } = worker;
  await navigator.locks.request(shownLock, () =>
    registration.showNotification(title, {
      body: message,
      // One notification is shown once, however often it comes.
      tag: id,
      icon: '/favicon.svg',
      data: { id, link },
    }),
  );
  if (!(await isRead(id))) return;
  await navigator.locks.request(shownLock, async () => {
    for (const shown of await registration.getNotifications({ tag: id })) shown.close();
  });
}

async function isRead(id: string): Promise<boolean> {
  try {
    const answer = await fetch(`/api/v1/notifications/${id}/`);
    if (!answer.ok) return false;
    const { read_at: readAt } = (await answer.json()) as { read_at: string | null };
    return readAt !== null;
  } catch {
    // Without the server nobody can have told it otherwise.
    return false;
  }
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data as { id: string; link: string }));
});

/** In a page that is open where there is one. */
async function open({ id, link }: { id: string; link: string }): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ focused }) => focused) ?? pages[0];
  if (!page) {
    await worker.clients.openWindow(link);
    return;
  }
  page.postMessage({ type: 'open-notification', id, link });
  await page.focus();
}
