/** The header `Idempotency-Key` of REST's writes; `claimed-answers.ts` keeps the promise. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Caller, callerOf } from '../auth/caller.ts';
import type { Services } from '../services.ts';
import { type ClaimedAnswer, claimAnswer, type StoredAnswer } from './claimed-answers.ts';
import { accepted, RefusalError } from './refusal-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `off`: the answer carries a secret, which must not be stored in plain; `by-route`: the route
     * claims the key itself, because its body is a stream. Else every write honours the header.
     */
    idempotency?: 'off' | 'by-route';
  }
  interface FastifyRequest {
    /** Held while a first request with an Idempotency-Key is carried out. */
    claim: ClaimedAnswer | null;
  }
}

const keyForm = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const header = 'idempotency-key';
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Not of the request but of the moment: the same request may well succeed later. */
const passing = new Set([401, 408, 429]);

/** Makes every JSON write of this scope honour the header. */
export function honourIdempotencyKeys(app: FastifyInstance, services: Services): void {
  const { sql } = services.platform.database;
  app.decorateRequest('claim', null);

  app.addHook('preHandler', async (request, reply) => {
    const key = idempotencyKeyOf(request);
    if (key === null || !writes.has(request.method)) return;
    if (request.routeOptions.config.idempotency) return;
    const caller = idempotencyCaller(await callerOf(services, request), request);
    const body = JSON.stringify(request.body ?? null);
    const claim = accepted(
      await claimAnswer(sql, {
        caller,
        key,
        digest: requestDigest(request, body),
        requestId: request.id,
      }),
    );
    if ('replay' in claim) return sendReplay(reply, claim.replay);
    request.claim = claim.first;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { claim } = request;
    if (!claim) return payload;
    request.claim = null;
    try {
      if (isRemembered(reply.statusCode, payload)) {
        await claim.remember({ status: reply.statusCode, body: parsed(payload) });
      } else {
        await claim.forget();
      }
    } catch (error) {
      // What was asked for is done: the answer must go out all the same.
      request.log.error({ err: error }, 'the answer to an Idempotency-Key could not be kept');
    }
    return payload;
  });
}

/** The request's key, null where it has none; another form is refused. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const given = request.headers[header];
  if (given === undefined) return null;
  const key = keyForm.safeParse(given);
  if (key.success) return key.data;
  const errors = [{ field: 'Idempotency-Key', code: 'invalid_format' }];
  throw new RefusalError({ code: 'request.invalid', errors });
}

/** Keys are each person's own; before signing in, each address's. */
export function idempotencyCaller(caller: Caller | null, request: FastifyRequest): string {
  return caller?.personId ?? `ip:${request.ip}`;
}

/** Over method, address and body; of a streamed body, over what the route makes of it. */
export function requestDigest(request: FastifyRequest, body: string | Uint8Array): Buffer {
  const address = request.url.replace(/\/(?=\?|$)/, '');
  return createHash('sha256').update(`${request.method} ${address}\n`).update(body).digest();
}

export function sendReplay(reply: FastifyReply, answer: StoredAnswer): FastifyReply {
  reply.code(answer.status).header('idempotent-replayed', 'true');
  if (answer.body === null) return reply.send();
  const type = answer.status < 400 ? 'application/json' : 'application/problem+json';
  return reply.type(`${type}; charset=utf-8`).send(JSON.stringify(answer.body));
}

function isRemembered(status: number, payload: unknown): boolean {
  const hasText = payload === undefined || payload === null || typeof payload === 'string';
  return hasText && status < 500 && !passing.has(status);
}

function parsed(payload: unknown): unknown {
  return typeof payload === 'string' && payload !== '' ? JSON.parse(payload) : null;
}
