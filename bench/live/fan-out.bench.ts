/**
 * A burst of one person's notifications to all of their sockets: deliveries a second, from the commit
 * to the last arrival, over the plain socket and over tRPC. So the product's figure holds the way
 * through the log and the read models as well. Beside it `ws` with one `send` a socket.
 */
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { type Clients, startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, type Round } from '../support/result.ts';
import { openBareServer } from './bare-server.ts';
import { bareMessage, sendNotifications } from './send.ts';
import { clockMs } from './clock.ts';
import type { SocketsAnswer, SocketsRequest } from './sockets.ts';

const rounds = 5;
const deliveriesPerRound = 40_000;

export async function benchFanOut(database: BenchDatabase): Promise<BenchResult[]> {
  await using server = await startLive({ databaseUrl: database.url });
  await using bareServer = await openBareServer('ready');
  const person = await signInSomebody(server);
  const start = () =>
    startClients<SocketsRequest, SocketsAnswer>(new URL('sockets.ts', import.meta.url), {});
  const ways = {
    plain: {
      url: `ws://${server.host}/ws/notifications/${person.personId}/`,
      hello: null,
      readyMark: '"type":"ready"',
    },
    tRPC: {
      url: `ws://${server.host}/trpc`,
      hello: '{"id":1,"method":"subscription","params":{"path":"live.user","input":{}}}',
      readyMark: '"type":"ready"',
    },
  };
  const headers = { cookie: person.cookie, origin: `http://${server.host}` };
  const results: BenchResult[] = [];
  for (const count of [200, 1_000]) {
    for (const [name, way] of Object.entries(ways)) {
      await using readers = await start();
      await using bareReaders = await start();
      await readers.ask({ what: 'open', count, headers, ...way });
      const { url } = bareServer;
      await bareReaders.ask({
        what: 'open',
        count,
        headers: {},
        url,
        hello: null,
        readyMark: 'ready',
      });
      const perSocket = deliveriesPerRound / count;
      let round = 0;
      const titles = () => {
        round += 1;
        return Array.from({ length: perSocket }, (_, index) => `mark:r${round}x${index}`);
      };
      const found = await compare({
        scenario: `fan-out to ${count} sockets, ${name}`,
        unit: 'deliveries/s',
        rounds,
        bare: () =>
          measure(bareReaders, perSocket, count, async () => {
            const startedAtMs = clockMs();
            for (const title of titles()) bareServer.sendToAll(bareMessage(title));
            return startedAtMs;
          }),
        product: () =>
          measure(readers, perSocket, count, async () => {
            await sendNotifications(server.platform, person.personId, titles());
            return clockMs();
          }),
      });
      results.push(found);
      await readers.ask({ what: 'close' });
    }
  }
  return results;
}

async function measure(
  readers: Clients<SocketsRequest, SocketsAnswer>,
  perSocket: number,
  count: number,
  send: () => Promise<number>,
): Promise<Round> {
  await readers.ask({ what: 'expect', mark: 'mark:', perSocket });
  const fromMs = await send();
  const { lastAtMs } = await readers.ask({ what: 'arrived' });
  return { value: (perSocket * count) / ((lastAtMs - fromMs) / 1_000) };
}
