import { startWorker } from '#client/features/notifications/device/worker.ts';

/** After a page has loaded; the parts that nobody asked for yet must not hold back those somebody does. */
const fetchLaterMs = 5_000;
/** Parts of an earlier version stay so long for the pages that are still open with it. */
const earlierKeptMs = 7 * 24 * 3_600_000;

/**
 * Lets the app open without a network from now on, with every part of it: also those that this
 * browser has not needed yet, and those that came past the worker before it was there. The server
 * names them in `/parts.json`.
 */
export async function startOfflinePages(): Promise<void> {
  const worker = await startWorker();
  if (!worker || !('caches' in window)) return;
  const app = await caches.open('ecosystia-app');
  await app.addAll(['/', '/theme.js', '/favicon.svg']);
  setTimeout(() => {
    keepParts().catch((error: unknown) => {
      console.warn('not all of the app will open without a network', error);
    });
  }, fetchLaterMs);
}

async function keepParts(): Promise<void> {
  const listed = new Set((await (await fetch('/parts.json')).json()) as string[]);
  const parts = await caches.open('ecosystia-parts');
  for (const request of await parts.keys()) {
    const { pathname } = new URL(request.url);
    if (!listed.delete(pathname) && (await ageMs(parts, request)) > earlierKeptMs) {
      await parts.delete(request);
    }
  }
  // One after the other: what a person asks for meanwhile comes first.
  for (const missing of listed) await parts.add(new Request(missing, { priority: 'low' }));
}

async function ageMs(parts: Cache, request: Request): Promise<number> {
  const date = (await parts.match(request))?.headers.get('date');
  return date ? Date.now() - Date.parse(date) : Number.POSITIVE_INFINITY;
}
