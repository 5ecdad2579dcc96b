/** Every call of the REST API with right, wrong and foreign input, each answer held against the document. */
import { randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { type ApiDocument, caller, callsOf, type DocumentedCall } from './against-document.ts';
import { openScene, right, type Scene } from './right-input.ts';

let server: TestApp;
let scene: Scene;
let document: ApiDocument;
let calls: Map<string, DocumentedCall>;
let send: ReturnType<typeof caller>;

beforeAll(async () => {
  server = await openTestApp();
  scene = await openScene(server);
  document = (await rest<ApiDocument & Record<string, unknown>>(server.app, 'GET', 'openapi.json'))
    .body;
  calls = callsOf(document);
  send = caller(server.app, document);
});
afterAll(() => server[Symbol.asyncDispose]());

function callNamed(id: string): DocumentedCall {
  const call = calls.get(id);
  if (!call) throw new Error(`the document has no ${id}`);
  return call;
}

const accessOf = ({ as = 'owner' }: { as?: 'admin' | 'owner' | 'member' }) => scene[as].access;

test('the document is one of OpenAPI 3.1', async () => {
  const found = await new Validator().validate({ ...document });
  expect(found).toMatchObject({ valid: true });
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'EcosystIA' } });
});

test('every call of the document is tried', () => {
  expect([...calls.keys()].toSorted()).toEqual(Object.keys(right).toSorted());
});

test('a route that does not say what it takes stops the start', async () => {
  await using another = await openTestApp();
  expect(() => another.app.get('/api/v1/undocumented', () => '')).toThrow(/does not declare/);
});

test('people read it at /api/docs, past the page’s own policy', async () => {
  const page = await server.app.inject('/api/docs');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
  const [script] = /\/api\/docs\/static\/swagger-ui-bundle\.js/.exec(page.body) ?? [];
  expect((await server.app.inject(script ?? '')).statusCode).toBe(200);
});

describe.each(Object.entries(right))('%s', (id, given) => {
  test('does what it says', async () => {
    const answer = await send(callNamed(id), await given.send(scene), accessOf(given));
    expect(answer.status).toBe(given.status);
  });

  test('refuses a stranger', async () => {
    const call = callNamed(id);
    if (call.isPublic) return;
    const sent = await given.send(scene);
    expect((await send(call, sent, null)).status).toBe(401);
    if (call.forAdministrators) {
      expect((await send(call, sent, scene.member.access)).status).toBe(403);
    } else if (sent.params && !id.startsWith('system.')) {
      expect((await send(call, sent, scene.stranger.access)).status).toBe(404);
    }
  });

  test('refuses what is wrong', async () => {
    const call = callNamed(id);
    const sent = await given.send(scene);
    const access = accessOf(given);
    const at = (answer: { body: unknown }) => answer.body as { code: string };
    if (call.takesJson) {
      for (const body of [[], 'text', 7]) {
        const answer = await send(call, { ...sent, body }, access);
        expect([answer.status, at(answer).code]).toEqual([400, 'request.invalid']);
      }
    }
    if (call.parameters.some(({ name }) => name === 'limit')) {
      for (const query of ['?limit=0', '?limit=many', '?limit=1&limit=2', '?cursor=%00']) {
        expect((await send(call, { ...sent, query }, access)).status).toBe(400);
      }
    }
    for (const name of Object.keys(sent.params ?? {})) {
      for (const unknown of [randomUUID(), 'x', '%00']) {
        const params = { ...sent.params, [name]: unknown };
        expect((await send(call, { ...sent, params }, access)).status).toBe(404);
      }
    }
    if (sent.form) {
      const form = { ...sent.form, bytes: Buffer.from('--x') };
      expect((await send(call, { form }, access)).status).toBe(400);
    }
  });
});
