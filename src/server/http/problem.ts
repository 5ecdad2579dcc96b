/** Refusals as RFC 9457 `application/problem+json`, the one form of error that REST gives. */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { type Language, refusalSentence, refusals } from '#domain/kernel/refusals.ts';
import type { FieldError, Refusal } from '#domain/kernel/result.ts';
import { languageOf } from './language.ts';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: FieldError[];
}

export function problemOf(refusal: Refusal, language: Language): Problem {
  const { status } = refusals[refusal.code];
  return {
    type: `urn:ecosystia:${refusal.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusalSentence(refusal.code, language, refusal.params),
    code: refusal.code,
    errors: refusal.errors ?? [],
  };
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const language = languageOf(reply.request.headers['accept-language']);
  const problem = problemOf(refusal, language);
  if (problem.status === 429) reply.header('retry-after', String(refusal.params?.seconds ?? 1));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .header('content-language', language)
    .send(problem);
}

/** What a schema did not accept, field by field. */
export function invalidFields(error: z.ZodError): Refusal {
  const errors = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    code: issue.code,
    message: issue.message,
  }));
  return { code: 'request.invalid', errors };
}
