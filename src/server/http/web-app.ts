import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './problem.ts';

const builtClient = fileURLToPath(new URL('../../../dist/client', import.meta.url));
/** Paths of these are never the app's own pages: an unknown one is a 404, not the page. */
const apiPaths = /^\/(api|trpc|ws|media|shared|avatars|assets|healthz|readyz|metrics)(\/|$)/;
const immutableSeconds = 365 * 24 * 3600;

/** The built web app; every path that is no file is one of its pages. */
export async function serveWebApp(app: FastifyInstance): Promise<void> {
  if (!existsSync(builtClient)) return;
  await app.register(fastifyStatic, {
    root: builtClient,
    wildcard: false,
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
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    if (apiPaths.test(`/${request.params['*']}`))
      return sendRefusal(reply, { code: 'request.not_found' });
    // A link to a file is for those whom it was given to.
    if (request.params['*'].startsWith('s/')) reply.header('x-robots-tag', 'noindex');
    return reply.sendFile('index.html');
  });
}
