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
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }) => httpContext(services, req, res),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
}
