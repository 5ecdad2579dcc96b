/**
 * Whatever three devices do, in whatever order it reaches whom: in the end all three show the same
 * rows and the same count, and it is what the server has.
 */
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wake } from '#domain/notifications/inbox.ts';
import { accept } from '#domain/kernel/result.ts';
import { transact } from '#infra/log/transact.ts';
import { inboxHead, inboxStream } from '#readmodels/notifications/inbox.query.ts';
import {
  notificationsById,
  notificationsSnapshot,
} from '#readmodels/notifications/notifications.query.ts';
import { changeNotifications } from '#server/notifications/commands.ts';
import { filters as pageOf } from '#server/notifications/snapshot.ts';
import { eventually } from '#tests/support/eventually.ts';
import { notify, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import { notificationsUrl, PlainClient } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { Device, filters, screenOf } from './device.ts';

/** To repeat a run that failed, put its seed here. */
const seed = randomInt(2 ** 31);
const runs = 25;
/** So small that lists have several pages. */
const pageSize = 4;

let server: RunningLive;
const held = new AsyncDisposableStack();
beforeAll(async () => {
  const database = held.use(await createTestDatabase());
  server = held.use(await startLive({ databaseUrl: database.ownerUrl }));
});
afterAll(() => held.disposeAsync());

const filter = fc.constantFrom(...filters);
type Filter = (typeof filters)[number];
const device = fc.nat(2);
/** Which of the notifications there are by then, each a bit. */
const some = fc.nat(2 ** 12 - 1);
const kind = fc.constantFrom(
  'read',
  'unread',
  'read-all',
  'archive',
  'unarchive',
  'snooze',
  'unsnooze',
);

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('change' as const), device, some, kind }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('receive' as const), device, count: fc.nat(4) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('arrive' as const), device, which: fc.nat(5) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('page' as const), device, filter }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fetch' as const), device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), device }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test(`three devices agree with each other and with the server (seed ${seed})`, async () => {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 10, maxLength: 60 }),
    async (steps) => {
      await using scene = await openScene();
      for (const one of steps) await scene.carryOut(one);
      await scene.settle();
      const truth = await scene.truth();
      for (const { screen } of scene.devices.map((one) => ({ screen: one.screen() }))) {
        expect(screen).toEqual(truth);
      }
    },
  );
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true });
}, 300_000);

async function openScene() {
  const { platform } = server;
  const person = await signInSomebody(server);
  const { personId } = person;
  const wire = new PlainClient(notificationsUrl(server.host, person, 0));
  await wire.untilType('ready');
  const page = (list: Filter, limit: number, cursor: string | null) =>
    notificationsSnapshot(platform.database, personId, { ...pageOf[list], limit, cursor });
  const told = {
    page: (list: Filter, cursor: string | null) => page(list, pageSize, cursor),
    byIds: (ids: string[]) => notificationsById(platform.database, personId, ids),
    get frames() {
      return wire.frames.filter(({ type }) => type.startsWith('notification'));
    },
  };
  const devices = [new Device(told), new Device(told), new Device(told)];
  const ids: string[] = [];
  const send = async () => {
    const sent = await notify(platform, personId, {
      title: `n${ids.length}`,
      category: ids.length % 3 === 0 ? 'mention' : 'comment',
    });
    ids.push(sent.notificationId);
    await platform.tail.whenVisible(sent.eventIds, 10_000);
  };
  for (let before = 0; before < 6; before += 1) await send();
  for (const one of devices) await one.begin();

  /** What the clock does when the time of everything that is snoozed has come. */
  const wakeAll = async () => {
    const { results } = await page('snoozed', 200, null);
    if (results.length === 0) return;
    const woken = await transact(platform.eventLog, { actorId: null }, async (unit) => {
      const { version } = await inboxHead(unit.tx, personId);
      const events = wake(
        personId,
        results.map(({ id }) => id),
      );
      await unit.append({ stream: inboxStream(personId), expectedVersion: version, events });
      return accept(null);
    });
    if (woken.ok) await platform.tail.whenVisible(woken.value.eventIds, 10_000);
  };

  const change = async ({
    device: which,
    some: bits,
    kind: what,
  }: Extract<Step, { do: 'change' }>) => {
    const at = new Date().toISOString();
    const until = new Date(Date.now() + 3_600_000 + bits).toISOString();
    const chosen = ids.filter((_, index) => (bits & (1 << (index % 12))) !== 0);
    if (chosen.length === 0 && what !== 'read-all') return;
    const inList = { place: { archivedAt: null, snoozedUntil: null } };
    const [shown, asked] = (
      {
        read: [{ readAt: at }, { read: true }],
        'read-all': [{ readAt: at }, { read: true }],
        unread: [{ readAt: null }, { read: false }],
        archive: [{ place: { archivedAt: at, snoozedUntil: null } }, { archived: true }],
        unarchive: [inList, { archived: false }],
        snooze: [{ place: { archivedAt: null, snoozedUntil: until } }, { snoozedUntil: until }],
        unsnooze: [inList, { snoozedUntil: null }],
      } as const
    )[what];
    await devices[which]?.change(what === 'read-all' ? ids : chosen, shown, async () => {
      const done = await changeNotifications(
        platform,
        { actorId: personId },
        { personId, ids: what === 'read-all' ? 'all' : chosen, change: asked },
      );
      return done.ok ? done.value.position : null;
    });
  };

  const carryOut = async (one: Step): Promise<void> => {
    switch (one.do) {
      case 'send':
        return send();
      case 'wake':
        return wakeAll();
      case 'change':
        return change(one);
      case 'receive':
        return devices[one.device]?.receive(one.count);
      case 'arrive':
        return devices[one.device]?.arrive(one.which);
      case 'page':
        return devices[one.device]?.askForPage(one.filter);
      case 'fetch':
        return devices[one.device]?.askForWanted();
      case 'lose':
        return devices[one.device]?.resume();
      case 'restart':
        return devices[one.device]?.begin();
    }
  };

  return {
    devices,
    carryOut,
    settle: async () => {
      const { position } = await page('all', 1, null);
      await eventually(async () => {
        const [last] = await platform.database.sql<{ position: string }[]>`
          select coalesce(max(position), 0) as position from unread_counts
          where person_id = ${personId}`;
        const reached = wire.frames.at(-1)?.position ?? 0;
        expect(reached).toBeGreaterThanOrEqual(Number(last?.position));
      });
      expect(Number(position)).toBeGreaterThan(0);
      for (const one of devices) await one.settle();
    },
    truth: async () => {
      const lists = await Promise.all(
        filters.map(async (list) => [list, await page(list, 200, null)] as const),
      );
      const byFilter = new Map(lists);
      return screenOf((list) => {
        const fresh = byFilter.get(list);
        return { rows: fresh?.results ?? [], unreadCount: fresh?.unread_count ?? -1 };
      });
    },
    [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose](),
  };
}
