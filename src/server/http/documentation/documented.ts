/** What a REST call takes and answers, for the OpenAPI document, in the schemas it goes by itself. */
import { STATUS_CODES } from 'node:http';
import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { problemSchema, problemType } from '../problem.ts';

export interface Operation {
  summary: string;
  /** Who may call it; who is signed in, unless it says otherwise. */
  access?: 'everyone' | 'administrators';
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A `multipart/form-data` body, in place of a JSON one. */
  form?: z.ZodType;
  /** What it answers with 200, by status where it is another one. `nothing` has no body. */
  answer: z.ZodType | Record<number, z.ZodType>;
  /** Statuses of refusals beyond those which follow from the rest. */
  refuses?: readonly number[];
}

/** The answer of a 204. */
export const nothing = z.undefined().describe('Done');

/** An answer, or a part of a form, that is not JSON. */
export const bytes = z.file();

/** A page of a list. */
export function pageOf(entity: z.ZodType) {
  return z.object({ results: z.array(entity), next_cursor: z.string().nullable() });
}

/** A page that says where in the log it was true, so that one can subscribe from there. */
export function snapshotOf(entity: z.ZodType) {
  return pageOf(entity).extend({ position: z.string() });
}

/** The declarations of one heading's calls, each under the name it has in the code. */
export function documented<Name extends string>(
  heading: string,
  calls: Record<Name, Operation>,
): Record<Name, FastifySchema> {
  const entries = Object.entries<Operation>(calls).map(([name, operation]) => [
    name,
    {
      ...declared(operation),
      tags: [heading],
      operationId: `${heading.toLowerCase()}.${name}`,
    },
  ]);
  return Object.fromEntries(entries) as Record<Name, FastifySchema>;
}

function declared(operation: Operation): FastifySchema {
  const { summary, access, params, query, body, form, answer } = operation;
  const answers = answer instanceof z.ZodType ? { 200: answer } : answer;
  const all = [
    ...Object.entries(answers).map(([status, schema]) => [
      status,
      answerOf(Number(status), schema),
    ]),
    ...refusalsOf(operation).map((status) => [
      status,
      contentOf(status, problemType, problemSchema),
    ]),
  ];
  return {
    summary,
    ...(access === 'everyone' ? { security: [] } : {}),
    ...(access === 'administrators' ? { description: 'For administrators.' } : {}),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(form ? { body: form, consumes: ['multipart/form-data'] } : {}),
    response: Object.fromEntries(all),
  };
}

function answerOf(status: number, schema: z.ZodType) {
  if (schema === nothing) return nothing;
  const type = schema === bytes ? '*/*' : 'application/json';
  return contentOf(status, type, schema);
}

function contentOf(status: number, type: string, schema: z.ZodType) {
  return { description: STATUS_CODES[status] ?? '', content: { [type]: { schema } } };
}

/** Every call may be too many (429), fail (500) or come while something is down (503). */
function refusalsOf({ access, params, query, body, form, refuses = [] }: Operation): number[] {
  return [
    ...new Set([
      ...(query || body || form ? [400] : []),
      ...(access === 'everyone' ? [] : [401]),
      ...(access === 'administrators' ? [403] : []),
      ...(params ? [404] : []),
      ...(body || form ? [409, 413, 415] : []),
      ...refuses,
      429,
      500,
      503,
    ]),
  ];
}
