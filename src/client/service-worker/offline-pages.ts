/** The pages themselves without a network: the app as it was loaded last, its parts as they were used. */
import { ExpirationPlugin } from 'workbox-expiration';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';

const partsCache = 'ecosystia-parts';
/** Of several versions, whose parts have other names; the oldest go. */
const maxParts = 300;

/** Every page is the same document, which then shows what its address says. */
const app = new NetworkFirst({
  cacheName: 'ecosystia-app',
  plugins: [
    {
      cacheKeyWillBeUsed: async () => '/',
      cacheWillUpdate: async ({ response }) => (response.ok ? response : null),
    },
  ],
});

/** Paths of the server's that are no pages of the app. */
const notPages = [/^\/(api|trpc|ws|media|avatars|healthz|readyz|metrics)(\/|$)/];

/** What is asked for while there is a network is the server's; only without it, what is kept here. */
export function keepPages(origin: string): void {
  registerRoute(new NavigationRoute(app, { denylist: notPages }));
  registerRoute(
    ({ url }) => url.origin === origin && url.pathname.startsWith('/assets/'),
    // Their names change with their content.
    new CacheFirst({
      cacheName: partsCache,
      plugins: [new ExpirationPlugin({ maxEntries: maxParts })],
    }),
  );
  registerRoute(
    ({ url }) => url.origin === origin && /^\/[\w-]+\.(js|svg|png|webmanifest)$/.test(url.pathname),
    new StaleWhileRevalidate({ cacheName: 'ecosystia-app' }),
  );
}
