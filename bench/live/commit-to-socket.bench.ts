/**
 * From the moment in which a notification is committed to the one in which its reader has it, at 200
 * a second. Beside it a bare insert and then a bare `ws.send`: no order, no log, no read model.
 */
import { connect } from '#infra/db/connect.ts';
import { notificationsUrl } from '#tests/support/live-clients.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, percentile, type Round } from '../support/result.ts';
import { openBareServer } from './bare-server.ts';
import { bareMessage, sendNotifications } from './send.ts';
import { clockMs } from './clock.ts';
import type { SocketsAnswer, SocketsRequest } from './sockets.ts';

const rounds = 5;
const perSecond = 200;
const perRound = 600;

export async function benchCommitToSocket(database: BenchDatabase): Promise<BenchResult[]> {
  const sql = connect(database.url, { max: 8, onnotice: () => {} });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end() };
  await sql`create schema bench`;
  await sql`
    create table bench.rows (id bigint generated always as identity primary key, payload text)`;
  await using server = await startLive({ databaseUrl: database.url });
  await using bareServer = await openBareServer('ready');
  const person = await signInSomebody(server);
  const start = () =>
    startClients<SocketsRequest, SocketsAnswer>(new URL('sockets.ts', import.meta.url), {});
  await using reader = await start();
  await using bareReader = await start();
  const one = { what: 'open', count: 1, headers: {}, hello: null } as const;
  const url = notificationsUrl(server.host, person);
  await reader.ask({ ...one, url, readyMark: '"type":"ready"' });
  await bareReader.ask({ ...one, url: bareServer.url, readyMark: 'ready' });
  const result = await compare({
    scenario: `commit to socket at ${perSecond}/s`,
    unit: 'ms',
    rounds,
    lessIsBetter: true,
    bare: () =>
      measure(bareReader, async (title) => {
        const message = bareMessage(title);
        await sql`insert into bench.rows (payload) values (${message})`;
        const committedAtMs = clockMs();
        bareServer.sendToAll(message);
        return committedAtMs;
      }),
    product: () =>
      measure(reader, async (title) => {
        await sendNotifications(server.platform, person.personId, [title]);
        return clockMs();
      }),
  });
  return [result];
}

async function measure(
  reader: { ask: (request: SocketsRequest) => Promise<SocketsAnswer> },
  commit: (title: string) => Promise<number>,
): Promise<Round> {
  await reader.ask({ what: 'record', count: perRound });
  const committed = new Map<string, Promise<number>>();
  await new Promise<void>((resolve) => {
    const startedAt = performance.now();
    // Timers are late now and then: what is due by now is sent, so the rate holds.
    const timer = setInterval(() => {
      const due = Math.min(((performance.now() - startedAt) / 1_000) * perSecond, perRound);
      while (committed.size < due) {
        const mark = `m${committed.size}`;
        committed.set(mark, commit(`mark:${mark}`));
      }
      if (committed.size < perRound) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  const { arrivals } = await reader.ask({ what: 'arrived' });
  const latenciesMs: number[] = [];
  for (const [mark, at] of committed) latenciesMs.push((arrivals[mark] ?? Number.NaN) - (await at));
  return { value: percentile(latenciesMs, 0.5), latenciesMs };
}
