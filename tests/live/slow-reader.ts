/**
 * A reader that does not read, while thousands of frames of 10 kB are sent to it: what its server
 * uses more because of it, and whether the reader has them all in the end.
 */
import { publishLarge, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { LiveProcess } from '#tests/support/live-process.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

const sizeBytes = 10_000;
/** So that what is needed once is there before anything is measured. */
const warmUpFrames = 300;

export interface SlowReaderFound {
  closeCode: number;
  /** How much more than before, at its highest. */
  rssMoreBytes: number;
  heldMoreBytes: number;
  /** The positions that the reader has, in the order in which it got them. */
  positions: number[];
}

export async function measureSlowReader(
  way: 'plain' | 'trpc',
  frameCount: number,
): Promise<SlowReaderFound> {
  await using database = await createTestDatabase();
  const { ownerUrl: databaseUrl } = database;
  // Writes, places and projects: the other one only tells.
  await using writer = await startLive({ databaseUrl });
  const ana = await signInSomebody(writer);
  const leo = await signInSomebody(writer, 'Léo');
  await using server = await LiveProcess.start({ databaseUrl });
  const publish = (personId: string, count: number) =>
    publishLarge(writer.platform, personId, { count, sizeBytes });

  {
    await using reader = new PlainClient(notificationsUrl(server.host, leo));
    await reader.untilType('ready');
    await publish(leo.personId, warmUpFrames);
    await reader.untilType('notification', warmUpFrames);
  }
  await using slow = way === 'plain' ? plainReader(server.host, ana) : trpcReader(server.host, ana);
  await slow.ready();
  const before = await server.memory(true);
  const found = { rssMoreBytes: 0, heldMoreBytes: 0 };
  slow.pause();
  const published = publish(ana.personId, frameCount);
  const done = published.then(() => true);
  while (!(await Promise.race([done, nextLook()]))) {
    const now = await server.memory(true);
    found.rssMoreBytes = Math.max(found.rssMoreBytes, now.rssBytes - before.rssBytes);
    found.heldMoreBytes = Math.max(found.heldMoreBytes, now.heldBytes - before.heldBytes);
  }
  slow.resume();
  const closeCode = await slow.closed();
  const positions = await slow.all(frameCount);
  return { ...found, closeCode, positions };
}

const lookEveryMs = 100;

function nextLook(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, lookEveryMs, false));
}

interface Reader extends AsyncDisposable {
  ready: () => Promise<void>;
  pause: () => void;
  resume: () => void;
  closed: () => Promise<number>;
  /** Comes back as often as it has to. */
  all: (count: number) => Promise<number[]>;
}

type Person = Parameters<typeof notificationsUrl>[1];

function plainReader(host: string, person: Person): Reader {
  const clients = [new PlainClient(notificationsUrl(host, person))];
  const current = () => clients.at(-1) as PlainClient;
  const positions = () =>
    clients.flatMap((client) => client.ofType('notification').map(({ position }) => position));
  return {
    ready: async () => void (await current().untilType('ready')),
    pause: () => current().ws.pause(),
    resume: () => current().ws.resume(),
    closed: () => current().untilClosed(),
    async all(count) {
      while (positions().length < count) {
        const since = clients.findLast(({ frames }) => frames.length > 0)?.frames.at(-1)?.position;
        const client = new PlainClient(notificationsUrl(host, person, since));
        clients.push(client);
        await client.until(() => client.closed !== null || positions().length >= count, 60_000);
      }
      return positions();
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client[Symbol.asyncDispose]();
    },
  };
}

function trpcReader(host: string, person: Person): Reader {
  const client = new TrpcClient({ host: () => host, person });
  const frames = new TrpcFrames();
  client.api.live.user.subscribe({}, frames.handlers);
  const notifications = () => frames.frames.filter(({ type }) => type === 'notification');
  return {
    ready: () => frames.until(() => frames.frames.length === 1),
    pause: () => client.sockets[0]?.pause(),
    resume: () => client.sockets[0]?.resume(),
    async closed() {
      await frames.until(() => client.closeCodes.length > 0 || frames.frames.length > 1);
      await frames.until(() => client.closeCodes.length > 0);
      return client.closeCodes[0] ?? 0;
    },
    async all(count) {
      await frames.until(() => notifications().length >= count, 60_000);
      return notifications().map(({ position }) => position);
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
