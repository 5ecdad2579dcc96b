import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { sendRefusal } from './problem.ts';
import { serveWebApp } from './web-app.ts';

const linkTo = (name: string) => `</assets/${name}.js>; rel=modulepreload`;

test('a build that comes while the server runs is served whole, and what is none of it is not there', async () => {
  await using stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-built-'));
  stack.defer(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'assets'));
  const write = (path: string, text: string) => writeFile(join(root, path), text);
  const build = async (name: string) => {
    const parts = { words: { en: `/assets/${name}.js`, fr: '' }, pages: {} };
    await write('parts-of-pages.json', JSON.stringify(parts));
    await write('index.html', name);
  };
  await build('first');
  await write('assets/first.js', 'first()');
  const app = fastify();
  stack.defer(() => app.close());
  // As where other origins are let in.
  app.addHook('onRequest', async (_, reply) => void reply.header('vary', 'Origin'));
  app.setNotFoundHandler((_, reply) => sendRefusal(reply, { code: 'request.not_found' }));
  await serveWebApp(app, root);
  const get = async (url: string) => app.inject({ url });
  expect((await get('/assets/first.js')).body).toBe('first()');
  expect((await get('/assets/second.js')).statusCode).toBe(404);
  const first = await get('/projects');
  expect([first.body, first.headers.link]).toEqual(['first', linkTo('first')]);

  await write('assets/second.js', 'second()');
  await build('second');
  const second = await get('/projects');
  expect([second.body, second.headers.link]).toEqual(['second', linkTo('second')]);
  expect(second.headers.vary).toMatch(/^Origin, accept-language\b/);
  // A build that is under way.
  await write('parts-of-pages.json', '{');
  expect((await get('/projects')).headers.link).toBe(linkTo('second'));
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
