/**
 * A write that is sent again, because its answer was lost, is not carried out again. Its key is
 * claimed by inserting a row; whoever finds the row gets the first answer, or hears that it is
 * still being made; after a day it may be used anew. The transaction that stores the events marks the row too, so also when the
 * process dies between the two, nothing is done twice: a claim that carried nothing out is free
 * again after a while, one that did never is.
 */
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Sql, SqlRunner } from '#infra/db/database.ts';

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface ClaimedAnswer {
  /** Part of the transaction that does it; false where the claim was lost, so it must not. */
  markCarriedOut: (tx: SqlRunner) => Promise<boolean>;
  /**
   * A transaction that marked it is committed. The others of the request need not mark it any more: they
   * would wait for each other, one row for hundreds of tasks.
   */
  noteMarked: () => void;
  /** Keeps the answer for whoever comes with the same key and request. */
  remember: (answer: StoredAnswer) => Promise<void>;
  /** Frees the key, where nothing was carried out: the next request with it is a first one. */
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
  /** By which commands find the claim they are carried out under. */
  requestId: string;
}

/** Longer than any request may take. */
const claimLifetimeSeconds = 180;

/** Of this process's requests, until they are answered. */
const claims = new Map<string, ClaimedAnswer>();

/** The claim of a request that came with a key. */
export function claimOf(requestId: string | undefined): ClaimedAnswer | undefined {
  return requestId === undefined ? undefined : claims.get(requestId);
}

/** Claims a key for a first request, or finds what the first one was answered. */
export async function claimAnswer(sql: Sql, request: ClaimRequest): Promise<Result<Claim>> {
  const { caller, key, digest } = request;
  const [claimed] = await sql<{ created_at: string }[]>`
    insert into ops.answers (caller, key, request_digest, created_at)
    values (${caller}, ${key}, ${digest}, now())
    on conflict (caller, key) do update
      set request_digest = excluded.request_digest, created_at = excluded.created_at
      where answers.status is null and not answers.carried_out
        and answers.created_at < now() - ${claimLifetimeSeconds} * interval '1 second'
    returning created_at::text as created_at`;
  if (claimed) return accept({ first: hold(sql, request, claimed.created_at) });
  const [found] = await sql<FoundAnswer[]>`
    select request_digest = ${digest} as same, status, body,
      carried_out and created_at < now() - ${claimLifetimeSeconds} * interval '1 second' as lost
    from ops.answers where caller = ${caller} and key = ${key}`;
  // Freed between the two statements: whoever sends it again is the first.
  if (!found) return refuse('request.in_progress');
  if (!found.same) return refuse('request.idempotency_mismatch');
  const { status, body } = found;
  if (status !== null) return accept({ replay: { status, body } });
  return refuse(found.lost ? 'request.answer_lost' : 'request.in_progress');
}

interface FoundAnswer {
  same: boolean;
  status: number | null;
  body: unknown;
  /** Nobody can still be making it. */
  lost: boolean;
}

function hold(sql: Sql, { caller, key, requestId }: ClaimRequest, createdAt: string) {
  // The time is part of it: a claim that was taken over must not touch the other's row.
  const own = sql`caller = ${caller} and key = ${key} and created_at = ${createdAt}::timestamptz`;
  let marked = false;
  const claim: ClaimedAnswer = {
    markCarriedOut: async (tx) => {
      if (marked) return true;
      const [row] = await tx`update ops.answers set carried_out = true where ${own} returning 1`;
      return row !== undefined;
    },
    noteMarked: () => {
      marked = true;
    },
    remember: async ({ status, body }) => {
      claims.delete(requestId);
      await sql`
        update ops.answers set status = ${status}, body = ${JSON.stringify(body)}::text::jsonb
        where ${own}`;
    },
    forget: async () => {
      claims.delete(requestId);
      await sql`delete from ops.answers where not carried_out and ${own}`;
    },
  };
  claims.set(requestId, claim);
  return claim;
}
