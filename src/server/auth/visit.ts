import type { FastifyRequest } from 'fastify';
import type { Language } from '#domain/kernel/refusals.ts';
import { languageOf } from '../http/language.ts';
import type { Context } from '../trpc/trpc.ts';

/** Where a request that opens a session comes from. */
export interface Visit {
  client: 'web' | 'api';
  ip: string;
  userAgent: string;
  language: Language;
  requestId: string;
}

/** Headers are the sender's to fill; what is kept of them has an end. */
const maxUserAgentLength = 400;

export function apiVisit(request: FastifyRequest): Visit {
  return {
    client: 'api',
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, maxUserAgentLength),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
  };
}

export function webVisit(ctx: Context): Visit {
  const { ip, language, requestId } = ctx;
  const userAgent = ctx.userAgent.slice(0, maxUserAgentLength);
  return { client: 'web', ip, userAgent, language, requestId };
}
