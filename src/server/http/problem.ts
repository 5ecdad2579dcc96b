/** Refusals as RFC 9457 `application/problem+json`, the one form of error that REST gives. */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusalSentence } from '#domain/kernel/refusal-sentence.ts';
import { type Language, refusals } from '#domain/kernel/refusals.ts';
import { fieldSentence, hasSentence } from '#domain/kernel/field-sentences.ts';
import type { FieldFault, Refusal } from '#domain/kernel/result.ts';
import { languageOf } from './language.ts';

export const problemType = 'application/problem+json';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
    /** Where something was changed meanwhile: the entity as it is now. */
    present: z.looseObject({}).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** A refusal in the words of a language. */
export function problemOf(refusal: Refusal, language: Language): Problem {
  const { status } = refusals[refusal.code];
  return {
    type: `urn:ecosystia:${refusal.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusalSentence(refusal.code, language, refusal.params),
    code: refusal.code,
    errors: (refusal.errors ?? []).map(({ field, code, params }) => ({
      field,
      code,
      message: fieldSentence(code, language, params),
    })),
    ...(refusal.present ? { present: { ...refusal.present } } : {}),
  };
}

/** In the language that is asked for, with the headers that its status calls for. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const language = languageOf(reply.request.headers['accept-language']);
  const problem = problemOf(refusal, language);
  if (problem.status === 429) reply.header('retry-after', String(refusal.params?.seconds ?? 1));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .type(problemType)
    .header('content-language', language)
    .send(problem);
}

/** What a schema did not accept, field by field. */
export function invalidFields(error: z.ZodError): Refusal {
  return { code: 'request.invalid', errors: error.issues.flatMap((issue) => faultsOf(issue)) };
}

/** What is there and wrong is meant; what is missing may be of another form. */
function farness(issues: z.core.$ZodIssue[]): number {
  const missing = issues.filter(({ code }) => code === 'invalid_type').length;
  return issues.length + missing / (issues.length + 1);
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  const field = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), code: issue.code }));
    case 'invalid_union': {
      // Most likely meant: the form that it comes closest to.
      const [closest] = issue.errors.toSorted((a, b) => farness(a) - farness(b));
      if (!closest?.length) return [{ field, code: issue.code }];
      return closest.flatMap((inner) =>
        faultsOf({ ...inner, path: [...issue.path, ...inner.path] }),
      );
    }
    case 'too_big':
      return [{ field, code: issue.code, params: { maximum: String(issue.maximum) } }];
    case 'too_small':
      return [{ field, code: issue.code, params: { minimum: String(issue.minimum) } }];
    case 'custom':
      // A rule of our own says its code where zod has its message.
      return [{ field, code: hasSentence(issue.message) ? issue.message : issue.code }];
    default:
      return [{ field, code: issue.code }];
  }
}
