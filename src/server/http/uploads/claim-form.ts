import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../auth/caller.ts';
import type { Services } from '../../services.ts';
import { type Claim, claimAnswer } from '../claimed-answers.ts';
import { idempotencyCaller, requestDigest } from '../idempotency.ts';
import { accepted } from '../refusal-error.ts';

/** Two forms are the same where fields and bytes are, whatever boundaries they came in. */
export async function claimForm(
  { platform }: Services,
  caller: Caller,
  request: FastifyRequest,
  key: string,
  fields: Record<string, string>,
  /** What tells each file from any other. */
  files: readonly (readonly [name: string, content: string])[],
): Promise<Claim> {
  const sorted = Object.keys(fields)
    .toSorted()
    .map((name) => [name, fields[name]]);
  const content = JSON.stringify([sorted, ...files.flat()]);
  return accepted(
    await claimAnswer(platform.database.sql, {
      caller: idempotencyCaller(caller, request),
      key,
      digest: requestDigest(request, content),
      requestId: request.id,
    }),
  );
}
