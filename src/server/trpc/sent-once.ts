/**
 * The web app keeps what is written on the device until it is answered, and sends it again after a
 * lost connection or a reload: by its key it is carried out once (`claimed-answers.ts`), and only for
 * the person who wrote it, whoever's session the browser has by then.
 */
import { createHash } from 'node:crypto';
import { type Claim, type ClaimedAnswer, claimAnswer } from '../http/claimed-answers.ts';
import { idempotencyKeyOf } from '../http/idempotency.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import type { Context } from './trpc.ts';

/** The claim of a call that came with a key; null for one without. */
export async function claimSent(ctx: Context, path: string, input: unknown): Promise<Claim | null> {
  const { caller, http, requestId, services } = ctx;
  const key = caller && http && idempotencyKeyOf(http.request);
  if (!key) return null;
  const author = http.request.headers['written-by'];
  if (author !== undefined && author !== caller.personId) {
    throw new RefusalError({ code: 'auth.required' });
  }
  const digest = createHash('sha256')
    .update(`${path}\n${JSON.stringify(input ?? null)}`)
    .digest();
  const { sql } = services.platform.database;
  return accepted(await claimAnswer(sql, { caller: caller.personId, key, digest, requestId }));
}

/** Keeps the answer; what was refused changed nothing, so it may be asked for again. */
export async function noteAnswer(
  { services, requestId }: Context,
  claim: ClaimedAnswer,
  answer: { ok: true; data: unknown } | { ok: false },
): Promise<void> {
  try {
    if (answer.ok) await claim.remember({ status: 200, body: answer.data ?? null });
    else await claim.forget();
  } catch (error) {
    // What was asked for is done: the answer must go out all the same.
    services.log.error({ err: error, requestId }, 'an answer could not be kept');
  }
}
