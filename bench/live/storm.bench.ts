/**
 * Two thousand sockets cut at once, while messages go on: until each has been told that it is live
 * again. Each comes back with its last position; none may have lost or repeated anything.
 */
import { LiveProcess } from '#tests/support/live-process.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, median } from '../support/result.ts';
import { clockMs } from './clock.ts';
import { sendNotifications } from './send.ts';
import type { SocketsAnswer, SocketsRequest } from './sockets.ts';

const count = 2_000;
const rounds = 3;
const backlog = 50;
const readyMark = '"type":"ready"';

export async function benchStorm(database: BenchDatabase): Promise<BenchResult[]> {
  const { url: databaseUrl } = database;
  await using writer = await startLive({ databaseUrl });
  await using server = await LiveProcess.start({ databaseUrl });
  const person = await signInSomebody(writer);
  const { personId } = person;
  const module = new URL('sockets.ts', import.meta.url);
  await using readers = await startClients<SocketsRequest, SocketsAnswer>(module, {});
  const way = {
    headers: { cookie: person.cookie, origin: `http://${server.host}` },
    url: `ws://${server.host}/ws/notifications/${personId}/`,
    hello: null,
  };
  const timesMs: number[] = [];
  await readers.ask({ what: 'open', count, ...way, readyMark });
  for (let round = 0; round < rounds; round += 1) {
    const titles = Array.from({ length: backlog }, (_, index) => `mark:s${round}x${index}`);
    const since = writer.platform.tail.position;
    await readers.ask({ what: 'cut' });
    await sendNotifications(writer.platform, personId, titles);
    const cutAtMs = clockMs();
    const url = `${way.url}?since=${since}`;
    const { lastAtMs } = await readers.ask({
      what: 'resume',
      count,
      ...way,
      url,
      perSocket: backlog,
    });
    timesMs.push(lastAtMs - cutAtMs);
  }
  return [
    {
      scenario: `${count} sockets cut, resuming ${backlog} events`,
      value: Number(median(timesMs).toFixed(0)),
      unit: 'ms',
      limit: 10_000,
      ratio: Number((10_000 / median(timesMs)).toFixed(3)),
      p50_ms: null,
      p99_ms: null,
    },
  ];
}
