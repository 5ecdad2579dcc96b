/**
 * What a socket costs that nothing is said on: its server's memory before and after thousands were
 * opened, both times after what nobody holds was thrown away. Of resident memory and of what
 * JavaScript holds (heap and outside of it) the larger one counts. Beside it bare `ws`, which keeps
 * no one's rights, position or limits.
 */
import { LiveProcess } from '#tests/support/live-process.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import type { BenchResult } from '../support/result.ts';
import type { SocketsAnswer, SocketsRequest } from './sockets.ts';

const count = 10_000;
const perProcess = 2_500;
/** What is needed once, whoever comes, is there before the first measurement. */
const warmUp = 200;

export async function benchIdle(database: BenchDatabase): Promise<BenchResult[]> {
  const { url: databaseUrl } = database;
  await using writer = await startLive({ databaseUrl });
  const person = await signInSomebody(writer);
  const bareBytes = await measure(await LiveProcess.bare(), () => ({
    headers: {},
    path: '/',
    hello: null,
    readyMark: 'ready',
  }));
  const results: BenchResult[] = [];
  for (const name of ['plain', 'tRPC'] as const) {
    const bytes = await measure(await LiveProcess.start({ databaseUrl }), (host) => ({
      headers: { cookie: person.cookie, origin: `http://${host}` },
      readyMark: '"type":"ready"',
      ...(name === 'plain'
        ? { path: `/ws/notifications/${person.personId}/`, hello: null }
        : {
            path: '/trpc',
            hello: '{"id":1,"method":"subscription","params":{"path":"live.user","input":{}}}',
          }),
    }));
    results.push({
      scenario: `${count} idle sockets, ${name}`,
      value: Number((bytes / 1_000).toFixed(1)),
      unit: 'kB/socket',
      limit: Number((bareBytes / 1_000).toFixed(1)),
      ratio: Number((bareBytes / bytes).toFixed(3)),
      p50_ms: null,
      p99_ms: null,
    });
  }
  return results;
}

interface Way {
  headers: Record<string, string>;
  path: string;
  hello: string | null;
  readyMark: string;
}

async function measure(started: LiveProcess, wayTo: (host: string) => Way): Promise<number> {
  await using server = started;
  await using stack = new AsyncDisposableStack();
  const { path, ...way } = wayTo(server.host);
  const url = `ws://${server.host}${path}`;
  const open = async (many: number) => {
    const module = new URL('sockets.ts', import.meta.url);
    const clients = stack.use(await startClients<SocketsRequest, SocketsAnswer>(module, {}));
    await clients.ask({ what: 'open', url, count: many, ...way });
  };
  await open(warmUp);
  const before = await settled(server);
  for (let opened = 0; opened < count; opened += perProcess) await open(perProcess);
  const after = await settled(server);
  const rss = (after.rssBytes - before.rssBytes) / count;
  const held = (after.heldBytes - before.heldBytes) / count;
  if (process.env.BENCH_DETAILS) console.error(`${path}: rss ${rss}, held ${held}`);
  return Math.max(rss, held);
}

/** The collector needs more than one round: what one frees holds the next. */
async function settled(server: LiveProcess) {
  let memory = await server.memory(true);
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    memory = await server.memory(true);
  }
  return memory;
}
