import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { makeTeam } from '#tests/support/team.ts';
import { appRouter } from '../trpc/router.ts';
import { largeAnswers } from '../trpc/trpc.plugin.ts';

let server: TestApp;
let headers: Record<string, string>;
const paths = { board: '', tasks: '', messages: '', files: '/api/v1/core/files/' };

beforeAll(async () => {
  server = await openTestApp();
  const { projectId, owner } = await makeTeam(server);
  ({ headers } = owner);
  const post = async (path: string, body: object) =>
    (await rest<{ id: string }>(server.app, 'POST', path, { headers, body })).body;
  for (let number = 0; number < 12; number += 1) {
    await post(`projects/${projectId}/tasks/`, { title: `Water the young willows ${number}` });
  }
  const input = encodeURIComponent(JSON.stringify({ projectId }));
  paths.board = `/trpc/tasks.board?input=${input}`;
  paths.tasks = `/api/v1/projects/${projectId}/tasks/`;
  const times = { starts_at: '2031-05-04T08:00:00Z', ends_at: '2031-05-04T09:00:00Z' };
  const meeting = await post('meetings/', { title: 'Round', ...times });
  paths.messages = `/api/v1/meetings/${meeting.id}/messages/`;
  await post(`meetings/${meeting.id}/messages/`, { text: 'Willows '.repeat(200) });
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (url: string, encodings?: string) =>
  server.app.inject({
    url,
    headers: { ...headers, ...(encodings === undefined ? {} : { 'accept-encoding': encodings }) },
  });

test.each(['board', 'tasks', 'messages'] as const)(
  'the %s come smaller to who can take it, and say the same',
  async (what) => {
    const plain = await get(paths[what]);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const small = await get(paths[what], 'gzip, deflate, br');
    expect(small.statusCode).toBe(200);
    expect(small.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': plain.headers['content-type'],
    });
    const { vary } = plain.headers;
    expect(String(vary)).toContain('accept-encoding');
    expect(small.headers.vary).toBe(vary);
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(gunzipSync(small.rawPayload).toString()).toBe(plain.body);
    expect(small.headers['content-length'] ?? small.rawPayload.length).toEqual(expect.anything());
  },
);

test.each(['gzip;q=0, identity', 'br', '', 'gzipped'])(
  'who does not take it gets it as it is: %o',
  async (encodings) => {
    const answer = await get(paths.board, encodings);
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(answer.body)).toHaveProperty('result');
  },
);

test('refusals and everything else, where tokens and signed links are, stay as they are', async () => {
  for (const url of ['/trpc/auth.status', '/trpc/people.all', paths.files, '/api/v1/nothing/']) {
    const answer = await get(url, 'gzip');
    expect(answer.headers, url).not.toHaveProperty('content-encoding');
  }
  // Of several answers in one any may hold a secret.
  const both = await get('/trpc/tasks.board,auth.status?batch=1&input=%7B%7D', 'gzip');
  expect(both.headers).not.toHaveProperty('content-encoding');
});

test('what is large is there', () => {
  const procedures = Object.keys(appRouter._def.procedures);
  expect([...largeAnswers].filter((path) => !procedures.includes(path))).toEqual([]);
});
