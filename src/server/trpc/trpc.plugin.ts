import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { httpContext } from './context.ts';
import { type AppRouter, appRouter } from './router.ts';

/** tRPC over HTTP: queries and mutations. Subscriptions come over the WebSocket. */
export async function trpcPlugin(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }) => httpContext(services, req, res),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
}
