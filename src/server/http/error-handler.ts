import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyError, FastifyInstance } from 'fastify';
import postgres from 'postgres';
import { ZodError } from 'zod';
import type { Refusal } from '#domain/kernel/result.ts';
import { invalidFields, sendRefusal } from './problem.ts';
import { RefusalError } from './refusal-error.ts';

const refusalByStatus: Record<number, Refusal> = {
  400: { code: 'request.malformed' },
  404: { code: 'request.not_found' },
  405: { code: 'request.method_not_allowed' },
  413: { code: 'request.too_large' },
  415: { code: 'request.unsupported_type' },
};

/** For the log, of REST and of tRPC. */
export const unstorableValue = 'a value that no schema refused cannot be stored';

/** Expected refusals of whatever lies below: a schema, Fastify itself, a route. */
export function expectedRefusal(error: unknown): Refusal | null {
  if (error instanceof RefusalError) return error.refusal;
  if (error instanceof ZodError) return invalidFields(error);
  if (isUnstorableValue(error)) return { code: 'request.invalid' };
  const status = error instanceof Error ? (error as FastifyError).statusCode : undefined;
  if (status === undefined || status >= 500) return null;
  return refusalByStatus[status] ?? { code: 'request.malformed' };
}

/**
 * A value that a schema let through and Postgres cannot hold (SQLSTATE class 22, data exception):
 * the request's fault, and a gap in the schema. The driver's error may be the cause of another.
 */
export function isUnstorableValue(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof postgres.PostgresError) return cause.code.startsWith('22');
  }
  return false;
}

/** The edge: what nobody expected reaches people as a reference. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = expectedRefusal(error);
    if (isUnstorableValue(error)) request.log.warn({ err: error }, unstorableValue);
    if (refusal) return sendRefusal(reply, refusal);
    return sendRefusal(reply, unexpectedRefusal(request.log, error));
  });
}

/** Logged here, once; people get the reference. */
export function unexpectedRefusal(log: Pick<FastifyBaseLogger, 'error'>, error: unknown): Refusal {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'unexpected error');
  return { code: 'unexpected', params: { reference } };
}
