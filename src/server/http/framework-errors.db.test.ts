import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server[Symbol.asyncDispose]());

/** All that the server says to these bytes, until it ends the connection. */
async function answerTo(bytes: string): Promise<string> {
  const { port } = server.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
  });
  socket.write(bytes);
  await once(socket, 'close');
  return received;
}

function problemIn(answer: string): Record<string, unknown> {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  return JSON.parse(json) as Record<string, unknown>;
}

const host = 'host: localhost\r\nconnection: close\r\n';

test.each([
  ['no HTTP at all', 'secret-nonsense\r\n\r\n', 400, 'request.malformed'],
  ['an unknown method', `SECRET / HTTP/1.1\r\n${host}\r\n`, 400, 'request.malformed'],
  ['no Host', 'GET /secret HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'request.malformed'],
  [
    'headers too large',
    `GET /secret HTTP/1.1\r\n${host}x-long: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'request.headers_too_large',
  ],
  [
    'an unknown Expect',
    `GET /secret HTTP/1.1\r\n${host}expect: tea\r\n\r\n`,
    417,
    'request.expectation_failed',
  ],
  [
    'a method that only Node knows',
    `PROPFIND /secret HTTP/1.1\r\n${host}\r\n`,
    404,
    'request.not_found',
  ],
  [
    'an unknown address of the API, however it is written',
    `GET /%61pi/v1/secret HTTP/1.1\r\n${host}\r\n`,
    404,
    'request.not_found',
  ],
  [
    'another method of a known path',
    `POST /healthz HTTP/1.1\r\n${host}\r\n`,
    404,
    'request.not_found',
  ],
])('%s is a problem, and nothing of it is said again', async (_, bytes, status, code) => {
  const answer = await answerTo(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(problemIn(answer)).toMatchObject({ status, code, errors: [] });
  expect(answer.toLowerCase()).not.toContain('secret');
});

test('an answer before on the same connection does not keep the refusal back', async () => {
  const first = 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n';
  const { port } = server.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(first);
  await once(socket, 'data');
  socket.write('nonsense\r\n\r\n');
  const [second] = (await once(socket, 'data')) as [string];
  expect(problemIn(second)).toMatchObject({ code: 'request.malformed' });
  socket.destroy();
});

test('an address that cannot be decoded, and an id longer than any', async () => {
  const headers = { 'accept-language': 'fr' };
  const bad = await rest(server.app, 'GET', 'projects/%E0%A4%A', { headers });
  expect(bad.headers['content-type']).toContain('application/problem+json');
  expect(bad.headers['content-language']).toBe('fr');
  expect(bad).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  expect(JSON.stringify(bad.body)).not.toContain('%E0');
  const long = await rest(server.app, 'GET', `projects/${'x'.repeat(600)}`);
  expect(long).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  expect(long.headers['content-type']).toContain('application/problem+json');
});
