import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { languageOf } from './language.ts';
import { linksOf, type PartsOfPages } from './parts-of-pages.ts';
import { sendRefusal } from './problem.ts';
import { varyBy } from './vary.ts';

const builtClient = fileURLToPath(new URL('../../../dist/client', import.meta.url));
/** Paths of these are never the app's own pages: an unknown one is a 404, not the page. */
const apiPaths = /^\/(api|trpc|ws|media|shared|avatars|assets|healthz|readyz|metrics)(\/|$)/;
const immutableSeconds = 365 * 24 * 3600;

/** The built web app; every path that is no file is one of its pages. */
export async function serveWebApp(app: FastifyInstance, root = builtClient): Promise<void> {
  if (!existsSync(root)) return;
  const partsPath = join(root, 'parts-of-pages.json');
  let { mtimeMs: readOfMs } = await stat(partsPath);
  let linksFor = await readLinks(partsPath);
  // A build may come while this server runs.
  const readAgain = async () => {
    const { mtimeMs } = await stat(partsPath);
    if (mtimeMs === readOfMs) return;
    linksFor = await readLinks(partsPath);
    readOfMs = mtimeMs;
  };
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    // The first page is one of its pages.
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      response.header(
        'cache-control',
        hashed ? `public, max-age=${immutableSeconds}, immutable` : 'no-cache',
      );
    },
  });
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    // Of a build that came while this server runs: its page is given out already.
    if (/^assets\/[^/]+$/.test(path)) return reply.sendFile(path);
    if (apiPaths.test(`/${path}`)) return sendRefusal(reply, { code: 'request.not_found' });
    // A link to a file is for those whom it was given to.
    if (path.startsWith('s/')) reply.header('x-robots-tag', 'noindex');
    await readAgain().catch((error: unknown) => {
      request.log.warn(
        { err: error },
        'what pages are made of cannot be read: is a build under way?',
      );
    });
    varyBy(reply, 'accept-language');
    reply.header('link', linksFor(`/${path}`, languageOf(request.headers['accept-language'])));
    return reply.sendFile('index.html');
  });
}

async function readLinks(path: string) {
  return linksOf(JSON.parse(await readFile(path, 'utf8')) as PartsOfPages);
}
