import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { sendRefusal } from './problem.ts';
import { serveWebApp } from './web-app.ts';

test('a build that comes while the server runs is served whole, and what is none of it is not there', async () => {
  await using stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-built-'));
  stack.defer(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'assets'));
  const write = (path: string, text: string) => writeFile(join(root, path), text);
  await write('parts-of-pages.json', JSON.stringify({ words: { en: '', fr: '' }, pages: {} }));
  await write('index.html', 'first');
  await write('assets/first.js', 'first()');
  const app = fastify();
  stack.defer(() => app.close());
  app.setNotFoundHandler((_, reply) => sendRefusal(reply, { code: 'request.not_found' }));
  await serveWebApp(app, root);
  const get = async (url: string) => app.inject({ url });
  expect((await get('/assets/first.js')).body).toBe('first()');
  expect((await get('/assets/second.js')).statusCode).toBe(404);

  await write('assets/second.js', 'second()');
  await write('index.html', 'second');
  expect((await get('/projects')).body).toBe('second');
  const asset = await get('/assets/second.js');
  expect([asset.statusCode, asset.body]).toEqual([200, 'second()']);
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const none of ['/assets', '/assets/', '/assets/third.js', '/assets/..%2findex.html']) {
    const answer = await get(none);
    expect([none, answer.statusCode, answer.headers['content-type']]).toEqual([
      none,
      404,
      'application/problem+json; charset=utf-8',
    ]);
  }
});
