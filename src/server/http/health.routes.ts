import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { bearerTokenOf, callerOf } from '../auth/caller.ts';
import { register } from '../system/metrics.ts';
import { readiness } from '../system/readiness.ts';
import type { Services } from '../services.ts';
import { sendRefusal } from './problem.ts';

/** Live, ready, measured: for a container host, a proxy and Prometheus. */
export async function healthRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_, reply) => {
    const report = await readiness(services);
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });

  app.get('/metrics', async (request, reply) => {
    const { metricsToken } = services.settings;
    const token = bearerTokenOf(request.headers.authorization);
    if (!metricsToken || !isSameSecret(token ?? '', metricsToken)) {
      const caller = await callerOf(services, request);
      if (!caller) return sendRefusal(reply, { code: 'auth.required' });
      if (caller.role !== 'admin') return sendRefusal(reply, { code: 'auth.forbidden' });
    }
    return reply.type(register.contentType).send(await register.metrics());
  });
}

/** In a time that says nothing of where they differ, nor of their lengths. */
function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
