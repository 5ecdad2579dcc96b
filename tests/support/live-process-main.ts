/** The process of `LiveProcess`. */
import { openBareServer } from '../../bench/live/bare-server.ts';
import type { ProcessRequest, ServerMemory } from './live-process.ts';
import { startLive, type StartOptions } from './live.ts';

const options = JSON.parse(process.argv[2] ?? 'null') as StartOptions | null;

async function startOurs(given: StartOptions) {
  const server = await startLive(given);
  const { sockets } = server.live.core.hub;
  return { host: server.host, sockets, close: () => server[Symbol.asyncDispose]() };
}

async function startBare() {
  const server = await openBareServer('ready');
  const { host } = new URL(server.url);
  return { host, sockets: new Set(), close: () => server[Symbol.asyncDispose]() };
}

const server = await (options ? startOurs(options) : startBare());

function memory(): ServerMemory {
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssBytes: rss, heldBytes: heapUsed + external, sockets: server.sockets.size };
}

process.on('message', ({ collect }: ProcessRequest) => {
  if (collect) globalThis.gc?.();
  process.send?.(memory());
});
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(1));
process.send?.(server.host);
