/** The process of `LiveProcess`. */
import type { ProcessRequest, ServerMemory } from './live-process.ts';
import { startLive, type StartOptions } from './live.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as StartOptions;
const server = await startLive(options);

function memory(): ServerMemory {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { size: sockets } = server.live.core.hub.sockets;
  return { rssBytes: rss, heldBytes: heapUsed + external, sockets };
}

process.on('message', ({ collect }: ProcessRequest) => {
  if (collect) globalThis.gc?.();
  process.send?.(memory());
});
process.once('SIGTERM', () => {
  void server[Symbol.asyncDispose]().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(1));
process.send?.(server.host);
