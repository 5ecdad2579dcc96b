/**
 * The end of a server: what runs gets its answer, what comes after is told to try elsewhere, and
 * no connection is kept for requests that will not come.
 */
import type { FastifyInstance } from 'fastify';
import { RefusalError } from './refusal-error.ts';

/** What still runs after this is cut off: the rest of the process has to stop within its time too. */
export const runningRequestsMs = 2_500;

export function closeInOrder(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', async () => {
    if (closing) throw new RefusalError({ code: 'unavailable' });
  });
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  // An answer whose head was sent before: its connection is idle only when the last byte is gone.
  app.addHook('onResponse', async () => {
    if (closing) setImmediate(() => app.server.closeIdleConnections());
  });
}
