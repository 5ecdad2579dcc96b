/**
 * Whatever is cut, whenever: what each client has applied in the end is the log, each event once
 * and in order. Publishers write through two servers at once, clients are cut at random and come
 * back by their last position, plain ones to either server.
 */
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readLog } from '#infra/log/read.ts';
import { notificationsSnapshot } from '#readmodels/notifications/notifications.query.ts';
import { changeNotifications } from '#server/notifications/commands.ts';
import {
  notify,
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  type ReceivedFrame,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { Random } from '#tests/support/random.ts';

/** To repeat a run that failed, put its seed here. */
const seed = randomInt(2 ** 31);

const durable = new Set(['notification', 'notification.read', 'notification.unread']);

/** Comes back after each cut, by the position of its last frame. */
class PersistentPlainClient {
  readonly applied: ReceivedFrame[] = [];
  cuts = 0;
  #position = 0;
  #socket: PlainClient | null = null;
  #finished: number | null = null;
  readonly #url: (since: number) => string;

  constructor(url: (since: number) => string) {
    this.#url = url;
  }

  /** Until it has seen `last`, known only once everything was published. */
  async run(): Promise<void> {
    while (this.#finished === null || this.#position < this.#finished) {
      const client = new PlainClient(this.#url(this.#position));
      this.#socket = client;
      let taken = 0;
      const enough = () => {
        for (; taken < client.frames.length; taken += 1) this.#take(client.frames[taken]);
        return client.closed !== null || this.#position >= (this.#finished ?? Infinity);
      };
      await client.until(enough, 60_000);
      await client[Symbol.asyncDispose]();
    }
  }

  #take(frame: ReceivedFrame | undefined): void {
    if (!frame) return;
    if (durable.has(frame.type)) this.applied.push(frame);
    if (Number.isFinite(frame.position)) this.#position = frame.position;
  }

  cut(): void {
    this.cuts += 1;
    this.#socket?.ws.terminate();
  }

  finishAt(position: number): void {
    this.#finished = position;
    this.#socket?.look();
  }
}

/** So little is kept in memory that nearly every backlog is read from the log, by pages. */
const forgetful = { maxFrames: 6, maxCharacters: 10_000 };

describe.each([
  { name: 'NOTIFY on', options: { notify: true } },
  { name: 'NOTIFY off', options: { notify: false } },
  { name: 'NOTIFY on, little memory', options: { notify: true, recent: forgetful } },
])(`cut at random (seed ${seed}, $name)`, ({ options: variation }) => {
  it('each client’s applied events equal the log', async () => {
    const random = new Random(seed);
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, ...variation };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const either = () => (random.chance(0.5) ? here : there);
    const ana = await signInSomebody(here);
    const plain = Array.from(
      { length: 4 },
      () => new PersistentPlainClient((since) => notificationsUrl(either().host, ana, since)),
    );
    const running = plain.map((client) => client.run());
    await using trpcHere = new TrpcClient({ host: () => here.host, person: ana, retryDelayMs: 5 });
    await using trpcThere = new TrpcClient({
      host: () => there.host,
      person: ana,
      retryDelayMs: 5,
    });
    const trpc = [trpcHere, trpcHere, trpcThere, trpcThere].map((client) => {
      const frames = new TrpcFrames();
      client.api.live.user.subscribe({ lastEventId: '0' }, frames.handlers);
      return frames;
    });
    const cutSomebody = () => {
      const target = random.between(0, plain.length + 1);
      if (target < plain.length) plain[target]?.cut();
      else (target === plain.length ? trpcHere : trpcThere).cut();
    };
    const publish = async (server: RunningLive) => {
      for (let count = 0; count < 60; count += 1) {
        const { notificationId } = await notify(server.platform, ana.personId);
        if (random.chance(0.4)) cutSomebody();
        if (random.chance(0.3)) await mark(server, ana, notificationId);
      }
    };
    await Promise.all([publish(here), publish(here), publish(there)]);
    const expected = await log(here);
    const last = expected.at(-1)?.position ?? 0;
    for (const client of plain) client.finishAt(last);
    await Promise.all(running);
    await Promise.all(
      trpc.map((frames) => frames.until(() => (frames.frames.at(-1)?.position ?? 0) >= last)),
    );
    const positions = expected.map(({ position }) => position);
    for (const { applied } of plain) {
      expect(applied.map(({ position }) => position)).toEqual(positions);
    }
    for (const { frames } of trpc) {
      const applied = frames.filter(({ type }) => durable.has(type));
      expect(applied.map(({ position }) => position)).toEqual(positions);
      // Whether live or from a backlog, an event says the same.
      expect(applied).toEqual(plain[0]?.applied);
    }
  });
});

describe(`a snapshot and the frames after it (seed ${seed})`, () => {
  it('make a fresh snapshot', async () => {
    const random = new Random(seed);
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const ids: string[] = [];
    const act = async () => {
      const choice = random.next();
      const some = ids.filter(() => random.chance(0.3));
      if (choice < 0.5 || some.length === 0) {
        ids.push((await notify(server.platform, ana.personId)).notificationId);
      } else {
        const { personId } = ana;
        const marking = {
          personId,
          ids: choice > 0.9 ? ('all' as const) : some,
          change: { read: choice > 0.65 },
        };
        await changeNotifications(server.platform, { actorId: personId }, marking);
      }
    };
    const actFor = async (count: number) => {
      for (let index = 0; index < count; index += 1) await act();
    };
    await actFor(20);
    await using client = new PlainClient(notificationsUrl(server.host, ana, 0));
    // Taken in the middle of other people's writing.
    const writing = Promise.all([actFor(15), actFor(15), actFor(15)]);
    const snapshot = await take(server, ana);
    await writing;
    const last = (await log(server)).at(-1)?.position ?? 0;
    await client.until(() => (client.frames.at(-1)?.position ?? 0) >= last);
    const since = Number(snapshot.position);
    const later = client.frames.filter(
      ({ type, position }) => durable.has(type) && position > since,
    );
    const fresh = await take(server, ana);
    expect(applied(snapshot, later)).toEqual(summary(fresh));
  });
});

type Snapshot = Awaited<ReturnType<typeof notificationsSnapshot>>;

function take(server: RunningLive, person: SignedInPerson): Promise<Snapshot> {
  const page = { place: 'inbox', unreadOnly: false, limit: 200, cursor: null } as const;
  return notificationsSnapshot(server.platform.database, person.personId, page);
}

/** A frame does not say when something was read, only that it was. */
function summary({ results, unread_count: unreadCount }: Snapshot) {
  return {
    unreadCount,
    items: results.map(({ id, read_at: readAt }) => ({ id, read: readAt !== null })),
  };
}

function applied(snapshot: Snapshot, frames: readonly ReceivedFrame[]) {
  const state = summary(snapshot);
  for (const { type, data } of frames) {
    state.unreadCount = data.unread_count as number;
    if (type === 'notification') state.items.unshift({ id: data.id as string, read: false });
    else {
      const marked = new Set(data.ids as string[]);
      for (const item of state.items) {
        if (marked.has(item.id)) item.read = type === 'notification.read';
      }
    }
  }
  return state;
}

async function mark(server: RunningLive, person: SignedInPerson, id: string): Promise<void> {
  const marking = { personId: person.personId, ids: [id], change: { read: true } };
  await changeNotifications(server.platform, { actorId: person.personId }, marking);
}

/** The events that have a frame for the only person there is, once all of them are placed. */
async function log(server: RunningLive) {
  const { database, eventLog, tail } = server.platform;
  await expect
    .poll(async () => {
      const [row] = await database.sql<{ waiting: number; head: number }[]>`
        select (select count(*)::int from log.outbox) as waiting,
               (select max(position)::int from log.positions) as head`;
      return row?.waiting === 0 && tail.position === row.head;
    })
    .toBe(true);
  const events = await readLog(database.sql, eventLog.keys, { after: 0, limit: 10_000 });
  return events.filter(({ type }) => type.startsWith('Notification'));
}
