/** Calls of the REST API whose answers are held against its OpenAPI document. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';

interface DocumentedAnswer {
  content?: Record<string, { schema: object }>;
}

export interface DocumentedCall {
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  parameters: { name: string; in: string }[];
  takesJson: boolean;
  isPublic: boolean;
  forAdministrators: boolean;
  answers: Record<string, DocumentedAnswer>;
}

interface Operation {
  operationId: string;
  description?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, unknown> };
  security?: unknown[];
  responses: Record<string, DocumentedAnswer>;
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

export function callsOf(document: ApiDocument): Map<string, DocumentedCall> {
  const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): DocumentedCall => ({
        id: operation.operationId,
        method: method.toUpperCase() as DocumentedCall['method'],
        path,
        parameters: operation.parameters ?? [],
        takesJson: operation.requestBody?.content['application/json'] !== undefined,
        isPublic: operation.security?.length === 0,
        forAdministrators: operation.description === 'For administrators.',
        answers: operation.responses,
      }),
    ),
  );
  return new Map(calls.map((call) => [call.id, call]));
}

export interface Sent {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  form?: { type: string; bytes: Buffer };
}

export interface Answered {
  status: number;
  body: unknown;
}

/** Sends calls as somebody, and fails where an answer is not as the document says. */
export function caller(app: FastifyInstance, document: ApiDocument) {
  // Keywords of OpenAPI that are not of JSON Schema are for people.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', components: document.components });
  const validators = new Map<object, ValidateFunction>();
  const validatorOf = (schema: object) => {
    const known = validators.get(schema);
    if (known) return known;
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
    const made = ajv.compile(JSON.parse(text) as object);
    validators.set(schema, made);
    return made;
  };
  return async (call: DocumentedCall, sent: Sent, access: string | null): Promise<Answered> => {
    const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => sent.params?.[name] ?? 'x');
    const response = await app.inject({
      method: call.method,
      url: path + (sent.query ?? ''),
      headers: {
        ...(access ? { authorization: `Bearer ${access}` } : {}),
        ...(sent.form ? { 'content-type': sent.form.type } : {}),
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent.form ? { payload: sent.form.bytes } : {}),
      ...(sent.body === undefined ? {} : { payload: JSON.stringify(sent.body) }),
    });
    const status = response.statusCode;
    const told = `${call.method} ${path} answered ${status} ${response.body.slice(0, 500)}`;
    const documented = call.answers[status];
    if (!documented) expect.fail(`${told}, of which the document says nothing`);
    const content = Object.entries(documented.content ?? {});
    if (content.length === 0) {
      expect(response.body, told).toBe('');
      return { status, body: null };
    }
    const type = String(response.headers['content-type']).split(';')[0];
    const [, form] = content.find(([name]) => name === type) ?? [];
    if (!form && content.some(([name]) => name === '*/*')) return { status, body: response.body };
    if (!form) expect.fail(`${told} as ${type}`);
    const body: unknown = JSON.parse(response.body);
    const validate = validatorOf(form.schema);
    expect(validate(body), `${told}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    return { status, body };
  };
}
