import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '#infra/env/settings.ts';
import { RefusalError } from '../http/refusal-error.ts';
import type { Context } from '../trpc/trpc.ts';
import { sessionCookie } from './caller.ts';
import { sessionLifetimeSeconds } from './sessions.ts';

export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Where cookies can be set. A socket's upgrade is long answered. */
export function exchangeOf(ctx: Context): Exchange {
  if (!ctx.http) throw new RefusalError({ code: 'request.method_not_allowed' });
  return ctx.http;
}

export function setSessionCookie(settings: Settings, http: Exchange, secret: string): void {
  http.reply.setCookie(sessionCookie, secret, {
    ...attributes(settings, http.request),
    maxAge: sessionLifetimeSeconds,
  });
}

export function clearSessionCookie(settings: Settings, http: Exchange): void {
  http.reply.clearCookie(sessionCookie, attributes(settings, http.request));
}

function attributes({ publicUrl }: Settings, request: FastifyRequest) {
  const secure = publicUrl?.startsWith('https:') || request.protocol === 'https';
  return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure };
}
