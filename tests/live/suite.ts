/**
 * Several servers on one database behind one address, people who publish, and faults: in the end
 * what each client has applied is the log, each event once and in order.
 */
import { eventDefinitions } from '#domain/registry.ts';
import { readLog } from '#infra/log/read.ts';
import { frameMakers } from '#server/live/frame-makers.ts';
import { startLive } from '#tests/support/live.ts';
import { PlainClient, TrpcClient, TrpcFrames, Watched } from '#tests/support/live-clients.ts';
import { LiveProcess } from '#tests/support/live-process.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { Random } from '#tests/support/random.ts';
import { type FollowedChannel, followedChannels, makeWorld, type World } from './channels.ts';
import { freePorts, type Front, openFront } from './front.ts';

export interface SuiteOptions {
  seed: number;
  notify: boolean;
  /** `kills`: servers die without a word and clients are cut. `rolling`: one restart after the other. */
  faults: 'kills' | 'rolling';
  /** Of each channel. */
  events: number;
}

interface Follower {
  channel: FollowedChannel;
  way: 'plain' | 'trpc';
  /** Of the events' frames, as they came. */
  positions: () => number[];
  cut: () => void;
  /** Resolves once it has everything up to there. */
  until: (position: number) => Promise<void>;
}

export interface SuiteFound {
  front: Front['kind'];
  cuts: number;
  ends: number;
  followers: { name: string; expected: readonly number[]; applied: readonly number[] }[];
}

const serverCount = 2;
const waitMs = 60_000;

export async function runSuite(options: SuiteOptions): Promise<SuiteFound> {
  const random = new Random(options.seed);
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const start = { databaseUrl: database.ownerUrl, notify: options.notify };
  const writer = stack.use(await startLive(start));
  const world = await makeWorld(writer);
  const ports = await freePorts(serverCount);
  const servers = await Promise.all(ports.map((port) => LiveProcess.start({ ...start, port })));
  stack.defer(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
  });
  const front = stack.use(await openFront(ports));
  const followers = followedChannels.flatMap((channel) => [
    stack.use(plainFollower(channel, world, front.host)),
    stack.use(trpcFollower(channel, world, front.host)),
  ]);

  let cuts = 0;
  let ends = 0;
  const restart = async (index: number, signal: 'SIGKILL' | 'SIGTERM') => {
    const port = ports[index] as number;
    ends += 1;
    await servers[index]?.end(signal);
    servers[index] = await LiveProcess.start({ ...start, port });
  };
  const publishing = Promise.all(
    followedChannels.map(async (channel) => {
      for (let count = 0; count < options.events; count += 1) {
        await channel.publish(world);
        if (options.faults === 'rolling' || !random.chance(0.15)) continue;
        random.pick(followers).cut();
        cuts += 1;
      }
    }),
  );
  const published = publishing.then(() => true);
  const isPublished = () => Promise.race([published, Promise.resolve(false)]);
  // At least once, and for as long as somebody publishes.
  do {
    if (options.faults === 'kills') await restart(random.between(0, serverCount - 1), 'SIGKILL');
    else for (let index = 0; index < serverCount; index += 1) await restart(index, 'SIGTERM');
  } while (!(await isPublished()));
  await publishing;

  const expected = await expectedPositions(world);
  const found: SuiteFound['followers'] = [];
  for (const { channel, way, until, positions } of followers) {
    const wanted = expected(channel);
    const last = wanted.at(-1) ?? 0;
    await until(last);
    const applied = positions().filter((position) => position <= last);
    found.push({ name: `${channel.name}, ${way}`, expected: wanted, applied });
  }
  return { front: front.kind, cuts, ends, followers: found };
}

/** What the log says that each channel's clients have to have. */
async function expectedPositions({ writer, ...world }: World) {
  const { database, eventLog } = writer.platform;
  const { sql } = database;
  for (;;) {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from log.outbox`;
    if (row?.waiting === 0) break;
  }
  const events = await readLog(sql, eventLog.keys, { after: 0, limit: 100_000 });
  const typeOf = new Map(frameMakers.map(({ event, frame }) => [event, frame]));
  return (channel: FollowedChannel) => {
    const topic = channel.topic({ writer, ...world });
    return events
      .filter(({ type, data }) => {
        const topics: readonly string[] = eventDefinitions.get(type)?.topics(data) ?? [];
        return topics.includes(topic) && channel.frames.has(typeOf.get(type) ?? '');
      })
      .map(({ position }) => position);
  };
}

/** Comes back by the position of its last frame, at once and for ever. */
function plainFollower(
  channel: FollowedChannel,
  world: World,
  host: string,
): Follower & AsyncDisposable {
  const applied: number[] = [];
  const watched = new Watched();
  let position = 0;
  let current: PlainClient | null = null;
  const life = { isOver: false };
  const follow = async () => {
    while (!life.isOver) {
      const query = new URLSearchParams({ token: world.ana.accessToken, since: String(position) });
      const client = new PlainClient(`ws://${host}${channel.path(world)}?${query.toString()}`);
      current = client;
      let taken = 0;
      const take = () => {
        for (; taken < client.frames.length; taken += 1) {
          const frame = client.frames[taken];
          if (!frame || !Number.isFinite(frame.position)) continue;
          if (channel.frames.has(frame.type)) applied.push(frame.position);
          ({ position } = frame);
        }
        watched.look();
        return client.closed !== null;
      };
      await client.until(take, 600_000);
    }
  };
  const following = follow();
  return {
    channel,
    way: 'plain',
    positions: () => applied,
    cut: () => current?.ws.terminate(),
    until: (wanted) => watched.until(() => (applied.at(-1) ?? 0) >= wanted, waitMs),
    async [Symbol.asyncDispose]() {
      life.isOver = true;
      current?.ws.terminate();
      await following;
    },
  };
}

/** tRPC's own client, which comes back by itself. */
function trpcFollower(
  channel: FollowedChannel,
  world: World,
  host: string,
): Follower & AsyncDisposable {
  const client = new TrpcClient({ host: () => host, person: world.ana, retryDelayMs: 20 });
  const received = new TrpcFrames();
  channel.subscribe(client.api, world, received.handlers);
  const positions = () =>
    received.frames.filter(({ type }) => channel.frames.has(type)).map((frame) => frame.position);
  return {
    channel,
    way: 'trpc',
    positions,
    cut: () => client.cut(),
    until: (wanted) => received.until(() => (positions().at(-1) ?? 0) >= wanted, waitMs),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
