/**
 * Large answers of JSON, which shrink to a fraction on their way. Each is named by who answers it:
 * where one answer holds a secret beside what somebody else can put into it, its length would tell
 * of the secret, so what gives out tokens or signed links is never among them.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { varyBy } from './vary.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answers are long lists without anything secret in them. */
    isLarge?: true;
  }
}

const compress = promisify(gzip);
/** What fits into a packet anyway comes no sooner. */
const minCharacters = 1_024;
/** A board of 2,000 tasks: 788 kB to 113 kB in 11 ms of another thread; 86 kB would cost 56 ms. */
const level = 1;

/** Compresses those answers of this scope that `isLarge` names, for clients that can take it. */
export function compressAnswers(
  app: FastifyInstance,
  isLarge: (request: FastifyRequest) => boolean,
): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!isLarge(request)) return payload;
    // tRPC answers by a Response, whose headers come after the reply's own.
    if (payload instanceof Response) payload.headers.append('vary', 'accept-encoding');
    else varyBy(reply, 'accept-encoding');
    if (!takesGzip(request)) return payload;
    const text = payload instanceof Response ? await payload.text() : payload;
    if (typeof text !== 'string') return payload;
    const body = text.length < minCharacters ? text : await compress(text, { level });
    if (body !== text) reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return payload instanceof Response ? new Response(body, payload) : body;
  });
}

function takesGzip({ headers }: FastifyRequest): boolean {
  const offered = String(headers['accept-encoding'] ?? '').split(',');
  return offered.some((one) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(one));
}
