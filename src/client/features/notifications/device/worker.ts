/** The service worker: what shows notifications, so that any page of the browser can take them back. */
const address = '/service-worker.js';

/** Registers it where it is wanted for the first time; null where the browser has none. */
export async function startWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  await navigator.serviceWorker.register(address);
  return navigator.serviceWorker.ready;
}

/** The one that runs already. */
export async function runningWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  return (await navigator.serviceWorker.getRegistration('/')) ?? null;
}

/** Whether this browser can show notifications at all. */
export function canNotify(): boolean {
  return 'serviceWorker' in navigator && 'Notification' in window;
}
