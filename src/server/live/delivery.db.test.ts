import { describe, expect, it } from 'vitest';
import { changeNotifications } from '#server/notifications/commands.ts';
import { type RunningLive, notify, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

describe.each([
  { hints: 'on', notifying: true },
  { hints: 'off', notifying: false },
])('delivery with NOTIFY $hints', ({ notifying }) => {
  it('tells what is new on both ways in, with the count it made', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl, notify: notifying });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    await using plain = new PlainClient(notificationsUrl(server.host, ana));
    await using trpc = new TrpcClient({ host: () => server.host, person: ana });
    const frames = new TrpcFrames();
    trpc.api.live.user.subscribe({}, frames.handlers);
    const ready = await plain.untilType('ready');
    await frames.until(() => frames.frames.length === 1);
    expect(ready.data).toEqual({ unread_count: 0 });

    const { notificationId } = await notify(server.platform, ana.personId, {
      title: 'A photo',
      actorId: leo.personId,
    });
    await notify(server.platform, leo.personId, { title: 'For Léo alone' });
    await notify(server.platform, ana.personId);
    await plain.untilType('notification', 2);
    await frames.until(() => frames.frames.length === 3);

    const [first, second] = plain.ofType('notification');
    expect(first?.data).toEqual({
      id: notificationId,
      title: 'A photo',
      message: '',
      type: 'info',
      category: 'test',
      link: null,
      actor: { id: leo.personId, name: 'Léo', avatar_url: null },
      created_at: expect.any(String) as string,
      read_at: null,
      archived_at: null,
      snoozed_until: null,
      unread_count: 1,
    });
    expect(second?.data).toMatchObject({ actor: null, unread_count: 2 });
    expect(second?.position).toBeGreaterThan(first?.position ?? 0);
    expect(frames.frames.slice(1)).toEqual(plain.ofType('notification'));
  });

  it('resumes after a position: everything since, once, in order, then live', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl, notify: notifying });
    const ana = await signInSomebody(server);
    const first = await notify(server.platform, ana.personId);
    await server.platform.tail.whenVisible(first.eventIds, 10_000);
    const since = server.platform.tail.position;
    const missed = await sendMany(server, ana.personId, 30);
    await using plain = new PlainClient(notificationsUrl(server.host, ana, since));
    await using trpc = new TrpcClient({ host: () => server.host, person: ana });
    const frames = new TrpcFrames();
    trpc.api.live.user.subscribe({ lastEventId: String(since) }, frames.handlers);
    await plain.untilType('live');
    await frames.until(() => frames.frames.some(({ type }) => type === 'live'));
    const later = await sendMany(server, ana.personId, 5);
    await plain.untilType('notification', 35);
    await frames.until(() => frames.frames.length === 37);

    expect(plain.frames[0]).toMatchObject({ type: 'ready', position: since });
    expect(plain.frames[0]?.data).toEqual({ unread_count: 1 });
    expect(plain.frames[31]).toMatchObject({ type: 'live', data: { unread_count: 31 } });
    expect(plain.ofType('notification').map(({ data }) => data.id)).toEqual([...missed, ...later]);
    // Our own page also learns how far behind it is.
    expect(frames.frames[0]?.data).toEqual({
      unread_count: 1,
      head: String(since + missed.length),
    });
    expect(frames.frames.slice(1)).toEqual(plain.frames.slice(1));
  });
});

describe('a busy database pool', () => {
  it('does not hold up what is new', async () => {
    await using database = await createTestDatabase();
    await using busy = await startLive({ databaseUrl: database.ownerUrl });
    await using writer = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(busy);
    const leo = await signInSomebody(busy, 'Léo');
    await using client = new PlainClient(notificationsUrl(busy.host, ana));
    await client.untilType('ready');
    const { sql } = busy.platform.database;
    const taken = await Promise.all(Array.from({ length: 8 }, () => sql.reserve()));
    try {
      await notify(writer.platform, ana.personId, { actorId: leo.personId });
      const { data } = await client.untilType('notification');
      expect(data).toMatchObject({ actor: { name: 'Léo' }, unread_count: 1 });
    } finally {
      for (const connection of taken) connection.release();
    }
  });
});

describe('a backlog', () => {
  it('is read by pages where memory does not reach, also by a server that just started', async () => {
    await using database = await createTestDatabase();
    await using first = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(first);
    const sent = await sendMany(first, ana.personId, 450);
    await using second = await startLive({ databaseUrl: database.ownerUrl });
    await using plain = new PlainClient(notificationsUrl(second.host, ana, 0));
    await plain.untilType('live');
    expect(plain.ofType('notification').map(({ data }) => data.id)).toEqual(sent);
    expect(plain.ofType('notification').map(({ data }) => data.unread_count)).toEqual(
      sent.map((_, index) => index + 1),
    );
  });

  it('that the log cannot serve is said plainly', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    await using beyond = new PlainClient(notificationsUrl(server.host, ana, 1_000_000));
    expect(await beyond.untilClosed()).toBe(1000);
    expect(beyond.frames).toMatchObject([
      { type: 'snapshot_required', data: { reason: 'beyond_the_log' } },
    ]);
    const url = notificationsUrl(server.host, ana);
    await using nonsense = new PlainClient(`${url}&since=yesterday`);
    expect(await nonsense.untilClosed()).toBe(1000);
    expect(nonsense.frames).toMatchObject([
      { type: 'snapshot_required', data: { reason: 'not_a_position' } },
    ]);
    await using trpc = new TrpcClient({ host: () => server.host, person: ana });
    const frames = new TrpcFrames();
    trpc.api.live.user.subscribe({ lastEventId: 'yesterday' }, frames.handlers);
    await frames.until(() => frames.completed);
    expect(frames.frames).toMatchObject([
      { type: 'snapshot_required', data: { reason: 'not_a_position' } },
    ]);
  });
});

describe('marking', () => {
  it('on one device is told to the others, with the count', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const [one, two] = await sendMany(server, ana.personId, 2);
    const [others] = await sendMany(server, leo.personId, 1);
    await using phone = new PlainClient(notificationsUrl(server.host, ana));
    await using desk = new PlainClient(notificationsUrl(server.host, ana));
    await Promise.all([phone.untilType('ready'), desk.untilType('ready')]);
    phone.send({ type: 'read', ids: [one, others] });
    const read = await desk.untilType('notification.read');
    expect(read.data).toEqual({ ids: [one], unread_count: 1 });
    // What is read already makes no event, nor does another person's.
    phone.send({ type: 'read', ids: [one, others] });
    // Messages are taken in their order: once this is answered, that was done.
    phone.send({ type: 'ping' });
    await phone.untilType('pong');
    const marking = { personId: ana.personId, ids: [String(two)], change: { read: true } };
    await changeNotifications(server.platform, { actorId: ana.personId }, marking);
    const everything = { personId: ana.personId, ids: [String(one)], change: { read: false } };
    await changeNotifications(server.platform, { actorId: ana.personId }, everything);
    const unread = await phone.untilType('notification.unread');
    expect(unread.data).toEqual({ ids: [one], unread_count: 1 });
    await desk.untilType('notification.unread');
    expect(phone.ofType('notification.read')).toHaveLength(2);
    expect(phone.frames.filter(({ type }) => type !== 'pong')).toEqual(desk.frames);
  });
});

async function sendMany(server: RunningLive, personId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  let last: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const sent = await notify(server.platform, personId, { title: `Number ${index}` });
    ids.push(sent.notificationId);
    last = sent.eventIds;
  }
  await server.platform.tail.whenVisible(last, 10_000);
  return ids;
}
