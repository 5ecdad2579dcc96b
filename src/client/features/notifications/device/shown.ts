/**
 * One call at a time, in all tabs and in the service worker, which names the same lock: Chromium
 * (156) forgets a notification that is shown while another call lists them; it could not be taken
 * back any more.
 */
const shownLock = 'shown-notifications';

/** One notification is shown once, however often it comes: its id is its tag. */
export async function show(
  registration: ServiceWorkerRegistration,
  { id, title, message, link }: { id: string; title: string; message: string; link: string },
): Promise<void> {
  await navigator.locks.request(shownLock, () =>
    registration.showNotification(title, {
      body: message,
      tag: id,
      icon: '/favicon.svg',
      data: { id, link },
    }),
  );
}

/** Closes what is shown of the notifications whose id the caller no longer wants to be seen. */
export async function takeBack(
  registration: ServiceWorkerRegistration,
  isOver: (id: string) => boolean,
): Promise<void> {
  await navigator.locks.request(shownLock, async () => {
    for (const shown of await registration.getNotifications()) {
      if (isOver(shown.tag)) shown.close();
    }
  });
}
