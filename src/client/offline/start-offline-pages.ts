import { startWorker } from '#client/features/notifications/device/worker.ts';

/**
 * Lets the app open without a network from now on. What this first visit loaded came past the
 * worker, which was not there yet: it is told to have it, from the browser's own cache.
 */
export async function startOfflinePages(): Promise<void> {
  const worker = await startWorker();
  if (!worker || !('caches' in window)) return;
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);
  const parts = await caches.open('ecosystia-parts');
  await parts.addAll([...new Set(loaded)]);
  const app = await caches.open('ecosystia-app');
  await app.addAll(['/', '/theme.js', '/favicon.svg']);
}
