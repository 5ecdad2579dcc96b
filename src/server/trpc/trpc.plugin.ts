import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { compressAnswers } from '../http/compressed-answers.ts';
import type { Services } from '../services.ts';
import { httpContext } from './context.ts';
import { type AppRouter, appRouter } from './router.ts';

/** Lists of hundreds, without tokens and without signed links. */
export const largeAnswers = new Set(['meetings.chat', 'tasks.board', 'tasks.restOfBoard']);

/** tRPC over HTTP: queries and mutations. Subscriptions come over the WebSocket. */
export async function trpcPlugin(app: FastifyInstance, services: Services): Promise<void> {
  compressAnswers(app, ({ params }) => largeAnswers.has((params as { path?: string }).path ?? ''));
  app.addHook('onSend', async (_request, reply, payload: unknown) => {
    const vary = reply.getHeader('vary');
    // The headers of its Response take the place of the reply's own, where other origins are let in.
    if (payload instanceof Response && vary) payload.headers.append('vary', String(vary));
    return payload;
  });
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }) => httpContext(services, req, res),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
}
