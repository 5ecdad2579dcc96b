/**
 * Messages of a meeting's chat to everybody in the room, by the product's whole way: commit,
 * position, read models, tail, sockets; from the first commit to the last arrival. Steadily, as many
 * people write one message after the other; and in bursts of ten, of which each arrives before the
 * next. Beside it `ws` with one `send` a socket, on the same event loop.
 */
import { sendMessage } from '#server/meetings/messages.ts';
import { schedule } from '#tests/support/meetings.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { type Clients, startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, median, type Round } from '../support/result.ts';
import { openBareServer } from './bare-server.ts';
import { bareChatMessage } from './send.ts';
import { clockMs } from './clock.ts';
import type { SocketsAnswer, SocketsRequest } from './sockets.ts';

const rounds = 5;
const deliveriesPerRound = 40_000;
const burst = 10;
const writers = 16;

type Readers = Clients<SocketsRequest, SocketsAnswer>;
/** Resolves with the moment from which it counts: that of the first commit. */
type Send = (texts: readonly string[]) => Promise<number>;

export async function benchFanOut(database: BenchDatabase): Promise<BenchResult[]> {
  await using server = await startLive({ databaseUrl: database.url });
  await using bareServer = await openBareServer('ready');
  const person = await signInSomebody(server);
  const { id: meetingId } = await schedule(server, person);
  const input = JSON.stringify({ meetingId });
  const start = () =>
    startClients<SocketsRequest, SocketsAnswer>(new URL('sockets.ts', import.meta.url), {});
  const readyMark = '"type":"ready"';
  const ways = {
    plain: { url: `ws://${server.host}/ws/meetings/${meetingId}/chat/`, hello: null, readyMark },
    tRPC: {
      url: `ws://${server.host}/trpc`,
      hello: `{"id":1,"method":"subscription","params":{"path":"live.meeting","input":${input}}}`,
      readyMark,
    },
  };
  const headers = { cookie: person.cookie, origin: `http://${server.host}` };
  // As the chat's socket does: its frame is the acknowledgement.
  const caller = { personId: person.personId, role: 'member' } as const;
  const say = async (text: string) => {
    const metadata = { actorId: person.personId };
    const message = { meetingId, text, clientId: null };
    const said = await sendMessage(server.services, caller, metadata, message);
    if (!said.ok) throw new Error(said.refusal.code);
    return clockMs();
  };
  const oursSteadily: Send = async (texts) => {
    const left = [...texts];
    const committedAtMs: number[] = [];
    const write = async () => {
      for (let text = left.shift(); text !== undefined; text = left.shift()) {
        committedAtMs.push(await say(text));
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    return Math.min(...committedAtMs);
  };
  const oursAtOnce: Send = async (texts) => {
    return Math.min(...(await Promise.all(texts.map(say))));
  };
  const bare: Send = async (texts) => {
    const messages = texts.map((text) => bareChatMessage(meetingId, text));
    const fromMs = clockMs();
    for (const message of messages) bareServer.sendToAll(message);
    return fromMs;
  };
  const results: BenchResult[] = [];
  for (const count of [200, 1_000]) {
    for (const [name, way] of Object.entries(ways)) {
      await using readers = await start();
      await using bareReaders = await start();
      await readers.ask({ what: 'open', count, headers, ...way });
      const plainly = { url: bareServer.url, headers: {}, hello: null, readyMark: 'ready' };
      await bareReaders.ask({ what: 'open', count, ...plainly });
      const perRound = deliveriesPerRound / count;
      for (const [manner, send, size] of [
        ['steadily', oursSteadily, perRound],
        ['in bursts of ten', oursAtOnce, burst],
      ] as const) {
        results.push(
          await compare({
            scenario: `chat to ${count} sockets ${manner}, ${name}`,
            unit: 'deliveries/s',
            rounds,
            bare: () => measure(bareReaders, { count, perRound, size, send: bare }),
            product: () => measure(readers, { count, perRound, size, send }),
          }),
        );
      }
      await readers.ask({ what: 'close' });
    }
  }
  return results;
}

let sent = 0;

async function measure(
  readers: Readers,
  { count, perRound, size, send }: { count: number; perRound: number; size: number; send: Send },
): Promise<Round> {
  const tookMs: number[] = [];
  for (let said = 0; said < perRound; said += size) {
    await readers.ask({ what: 'expect', mark: 'mark:', perSocket: size });
    const texts = Array.from({ length: size }, () => `mark:m${sent++}`);
    const fromMs = await send(texts);
    const { lastAtMs } = await readers.ask({ what: 'arrived' });
    tookMs.push(lastAtMs - fromMs);
  }
  // Of many bursts the median, of both sides: a pause of the machine is nobody's fan-out.
  return { value: (size * count) / (median(tookMs) / 1_000) };
}
