/**
 * `Idempotency-Key`: a write that is sent again, because its answer was lost, is not carried out
 * again. The key is claimed by inserting its row; whoever finds the row gets the first answer, or
 * hears that it is still being made. A claim whose process died is free again after a while.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Sql, SqlRunner } from '#infra/db/database.ts';
import { type Caller, callerOf } from '../auth/caller.ts';
import type { Services } from '../services.ts';
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

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface ClaimedAnswer {
  /** Keeps the answer for whoever comes with the same key and request. */
  remember: (answer: StoredAnswer) => Promise<void>;
  /** Frees the key: the next request with it is a first one. */
  forget: () => Promise<void>;
}

export type Claim = { first: ClaimedAnswer } | { replay: StoredAnswer };

export interface ClaimRequest {
  /** From `idempotencyCaller`. */
  caller: string;
  /** From `idempotencyKeyOf`. */
  key: string;
  /** SHA-256 over what makes two requests the same. */
  digest: Uint8Array;
}

/** Longer than any request may take. */
const claimLifetimeSeconds = 180;
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
      await claimAnswer(sql, { caller, key, digest: requestDigest(request, body) }),
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
  const message = 'One to 200 visible ASCII characters.';
  const errors = [{ field: 'Idempotency-Key', code: 'invalid_format', message }];
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

/** Claims a key for a first request, or finds what the first one was answered. */
export async function claimAnswer(sql: Sql, request: ClaimRequest): Promise<Result<Claim>> {
  const { caller, key, digest } = request;
  const [claimed] = await sql<{ created_at: string }[]>`
    insert into ops.answers (caller, key, request_digest, created_at)
    values (${caller}, ${key}, ${digest}, now())
    on conflict (caller, key) do update
      set request_digest = excluded.request_digest, created_at = excluded.created_at
      where answers.status is null
        and answers.created_at < now() - ${claimLifetimeSeconds} * interval '1 second'
    returning created_at::text as created_at`;
  if (claimed) return accept({ first: claimedAnswer(sql, caller, key, claimed.created_at) });
  const [found] = await sql<{ same: boolean; status: number | null; body: unknown }[]>`
    select request_digest = ${digest} as same, status, body
    from ops.answers where caller = ${caller} and key = ${key}`;
  // Freed between the two statements: whoever sends it again is the first.
  if (!found) return refuse('request.in_progress');
  if (!found.same) return refuse('request.idempotency_mismatch');
  const { status, body } = found;
  return status === null ? refuse('request.in_progress') : accept({ replay: { status, body } });
}

/** The time of the claim is part of it: one that was taken over must not touch the other's row. */
function claimedAnswer(sql: Sql, caller: string, key: string, createdAt: string): ClaimedAnswer {
  const own = sql`caller = ${caller} and key = ${key} and created_at = ${createdAt}::timestamptz`;
  return {
    remember: async ({ status, body }) => {
      await sql`
        update ops.answers set status = ${status}, body = ${JSON.stringify(body)}::text::jsonb
        where ${own}`;
    },
    forget: async () => {
      await sql`delete from ops.answers where ${own}`;
    },
  };
}

const keptForHours = 24;

/** For the cleaning job: keys older than a day may be used anew. */
export async function forgetOldAnswers(sql: SqlRunner): Promise<number> {
  const { count } = await sql`
    delete from ops.answers where created_at < now() - ${keptForHours} * interval '1 hour'`;
  return count;
}

function isRemembered(status: number, payload: unknown): boolean {
  const hasText = payload === undefined || payload === null || typeof payload === 'string';
  return hasText && status < 500 && !passing.has(status);
}

function parsed(payload: unknown): unknown {
  return typeof payload === 'string' && payload !== '' ? JSON.parse(payload) : null;
}
