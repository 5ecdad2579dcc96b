import { randomUUID } from 'node:crypto';
import { initTRPC, TRPCError } from '@trpc/server';
// What a middleware that answers by itself has to give; it stands nowhere else.
import { middlewareMarker } from '@trpc/server/unstable-core-do-not-import';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { type Language, refusals } from '#domain/kernel/refusals.ts';
import type { Refusal } from '#domain/kernel/result.ts';
import type { Caller } from '../auth/caller.ts';
import { expectedRefusal, isUnstorableValue, unstorableValue } from '../http/error-handler.ts';
import { problemOf } from '../http/problem.ts';
import { RefusalError } from '../http/refusal-error.ts';
import type { LiveConnection } from '../live/live-subscription.ts';
import type { Services } from '../services.ts';
import { claimSent, noteAnswer } from './sent-once.ts';

export interface Context {
  services: Services;
  /** Null where nobody is signed in. */
  caller: Caller | null;
  language: Language;
  requestId: string;
  ip: string;
  userAgent: string;
  /** Over HTTP only: what sets and clears the session's cookie. */
  http: { request: FastifyRequest; reply: FastifyReply } | null;
  /** Over WebSocket only: what subscriptions are delivered through. */
  live: LiveConnection | null;
}

const trpcCodeByStatus: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error, ctx }) => {
    const refusal = refusalOf(error) ?? unexpected(error, ctx);
    const problem = problemOf(refusal, ctx?.language ?? 'en');
    const { stack: _, ...data } = shape.data as typeof shape.data & { stack?: string };
    return { ...shape, message: problem.detail, data: { ...data, problem } };
  },
});

/** What tRPC itself refuses: an unknown path, input that is no JSON, a method that does not fit. */
const refusalByTrpcCode: Partial<Record<TRPCError['code'], Refusal>> = {
  NOT_FOUND: { code: 'request.not_found' },
  PARSE_ERROR: { code: 'request.malformed' },
  BAD_REQUEST: { code: 'request.malformed' },
  METHOD_NOT_SUPPORTED: { code: 'request.method_not_allowed' },
  PAYLOAD_TOO_LARGE: { code: 'request.too_large' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'request.unsupported_type' },
};

function refusalOf(error: TRPCError): Refusal | null {
  return expectedRefusal(error.cause) ?? refusalByTrpcCode[error.code] ?? null;
}

/** Logged here, once; people get the reference. */
function unexpected(error: TRPCError, ctx: Context | undefined): Refusal {
  const reference = randomUUID().slice(0, 8);
  ctx?.services.log.error(
    { err: error.cause ?? error, reference, requestId: ctx.requestId },
    'unexpected error',
  );
  return { code: 'unexpected', params: { reference } };
}

/** Gives a thrown refusal the tRPC code, and so the HTTP status, that its table says. */
const withRefusals = t.middleware(async ({ next, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof RefusalError) return { ...result, error: refusalError(cause.refusal) };
  if (!isUnstorableValue(cause)) return result;
  ctx.services.log.warn({ err: cause, requestId: ctx.requestId }, unstorableValue);
  return { ...result, error: refusalError({ code: 'request.invalid' }) };
});

/** A refusal as tRPC's error: what a subscription throws that has begun, past all middleware. */
export function refusalError(refusal: Refusal): TRPCError {
  const { status } = refusals[refusal.code];
  const code = trpcCodeByStatus[status] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, cause: new RefusalError(refusal) });
}

/**
 * Over WebSocket the caller was looked up when the socket was opened. That is enough to follow
 * something, as the hub minds rights that end; whatever else is called is looked up by call.
 */
const overHttp = t.middleware(({ ctx, type, next }) => {
  if (ctx.live && type !== 'subscription') throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
  return next();
});

const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.caller) throw new RefusalError({ code: 'auth.required' });
  return next({ ctx: { caller: ctx.caller } });
});

const carriedOutOnce = t.middleware(async ({ ctx, type, path, getRawInput, next }) => {
  const claim = type === 'mutation' ? await claimSent(ctx, path, await getRawInput()) : null;
  if (!claim) return next();
  if ('replay' in claim) return { ok: true, data: claim.replay.body, marker: middlewareMarker };
  const result = await next();
  await noteAnswer(ctx, claim.first, result);
  return result;
});

const administrators = t.middleware(({ ctx, next }) => {
  if (!ctx.caller) throw new RefusalError({ code: 'auth.required' });
  if (ctx.caller.role !== 'admin') throw new RefusalError({ code: 'auth.forbidden' });
  return next({ ctx: { caller: ctx.caller } });
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
export const publicProcedure = t.procedure.use(withRefusals).use(overHttp);
export const signedInProcedure = publicProcedure.use(signedIn).use(carriedOutOnce);
export const adminProcedure = publicProcedure.use(administrators);

/** Who did it and in which request: what a command's events say of their origin. */
export function metadataOf(ctx: Pick<Context, 'caller' | 'requestId'>): EventMetadata {
  return { actorId: ctx.caller?.personId ?? null, requestId: ctx.requestId };
}
