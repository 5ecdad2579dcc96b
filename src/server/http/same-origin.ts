/**
 * Against requests that another site makes in a signed-in person's browser. SameSite=Lax keeps the
 * cookie out of most; this refuses the rest. A request with a bearer token needs no check: no
 * browser adds one by itself.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '#infra/env/settings.ts';
import { bearerTokenOf } from '../auth/caller.ts';
import { RefusalError } from './refusal-error.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether an Origin is this product's own, or one that the settings let in. */
export function isTrustedOrigin(
  settings: Pick<Settings, 'publicUrl' | 'corsOrigins'>,
  origin: string,
  host: string | undefined,
): boolean {
  if (settings.corsOrigins.includes(origin)) return true;
  if (settings.publicUrl) return origin === settings.publicUrl;
  return URL.parse(origin)?.host === host;
}

function isSameOrigin(settings: Settings, request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin) return isTrustedOrigin(settings, origin, request.host);
  return site === 'same-origin' || site === 'none';
}

export function refuseCrossSite(app: FastifyInstance, settings: Settings): void {
  app.addHook('onRequest', async (request) => {
    if (safeMethods.has(request.method) || !request.headers.cookie) return;
    // Of the schemes only this one is never added by a browser: Basic, for a proxy, is.
    if (bearerTokenOf(request.headers.authorization) || isSameOrigin(settings, request)) return;
    throw new RefusalError({ code: 'request.cross_site' });
  });
}
