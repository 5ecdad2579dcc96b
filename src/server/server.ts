import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { listenProblem } from '#infra/env/listen-problem.ts';
import { buildApp } from './http/app.ts';
import { runningRequestsMs } from './http/closing.ts';
import { attachLive } from './http/sockets/attach-live.ts';
import type { Services } from './services.ts';
import { measureLive } from './system/live-metrics.ts';
import { measurePlatform } from './system/metrics.ts';

export interface RunningServer {
  app: FastifyInstance;
  /** Where a browser finds it. */
  url: string;
  close: () => Promise<void>;
}

/** The HTTP server, its sockets and its metrics, listening where the settings say. */
export async function startServer(services: Services): Promise<RunningServer> {
  const { host, port } = services.settings;
  const app = await buildApp(services);
  measurePlatform(services.platform);
  const live = attachLive(app.server, services);
  measureLive(live.core);
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw listenProblem(error, { host, port });
  }
  return {
    app,
    url: browserUrl(host, app.server.address() as AddressInfo),
    close: async () => {
      const late = setTimeout(() => app.server.closeAllConnections(), runningRequestsMs);
      try {
        // Together: no new connection is taken while sockets say goodbye.
        await Promise.all([app.close(), live.close()]);
      } finally {
        clearTimeout(late);
      }
    },
  };
}

function browserUrl(host: string, address: AddressInfo): string {
  const anywhere = host === '0.0.0.0' || host === '::';
  const name = anywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
