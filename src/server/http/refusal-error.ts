import type { Refusal, Result } from '#domain/kernel/result.ts';

/** Carries a refusal through code that can only throw (Fastify hooks, tRPC procedures). */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}

/** The value of a result, or the refusal as an error for the edge to answer with. */
export function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusalError(result.refusal);
}

/** What was looked for; where there is none, or none for the caller, a 404. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RefusalError({ code: 'request.not_found' });
  return value;
}
