/**
 * A refusal is answered before the rest of the body is read. Closing at once would reset the
 * connection under a client that is still sending, and take the answer with it; so the rest is
 * read into nothing for a moment, and a client that goes on for longer is cut off.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const maxDiscardedBytes = 16 * 1024 * 1024;
const maxLingerMs = 10_000;

export function discardUnreadBodies(app: FastifyInstance): void {
  app.addHook('onResponse', async (request) => {
    if (!request.raw.readableEnded && !request.raw.destroyed) discard(request.raw);
  });
}

function discard(body: IncomingMessage): void {
  let leftBytes = maxDiscardedBytes;
  const timer = setTimeout(() => body.destroy(), maxLingerMs);
  body.once('close', () => clearTimeout(timer));
  body.on('data', (chunk: Buffer) => {
    leftBytes -= chunk.length;
    if (leftBytes < 0) body.destroy();
  });
  body.resume();
}
