/** The pages themselves without a network: the app as it was loaded last, its parts as pages use them or keep them. */
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';

/** A line that swallows everything, without a word, must not keep the app from opening. */
const networkTimeoutSeconds = 5;

/** Every page is the same document, which then shows what its address says. */
const app = new NetworkFirst({
  cacheName: 'ecosystia-app',
  networkTimeoutSeconds,
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
    // Their names change with their content; those of earlier versions go when a page starts
    // (offline/start-offline-pages.ts).
    new CacheFirst({ cacheName: 'ecosystia-parts' }),
  );
  registerRoute(
    ({ url }) => url.origin === origin && /^\/[\w-]+\.(js|svg|png|webmanifest)$/.test(url.pathname),
    new StaleWhileRevalidate({ cacheName: 'ecosystia-app' }),
  );
}
