import { once } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotificationsRead } from '#domain/notifications/notification.events.ts';
import { transact } from '#infra/log/transact.ts';
import { roleOf } from '#readmodels/people/role.query.ts';
import { notify, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

/** One server for the tests that leave nothing behind but people. */
let server: RunningLive;
const held = new AsyncDisposableStack();
beforeAll(async () => {
  const database = held.use(await createTestDatabase());
  server = held.use(await startLive({ databaseUrl: database.ownerUrl }));
});
afterAll(() => held.disposeAsync());

describe('hostile frames', () => {
  it.each([
    ['no JSON', '{"type":'],
    ['a number', '42'],
    ['null', 'null'],
    ['a list', '[{"type":"ping"}]'],
    ['text', '"ping"'],
    ['nothing', ''],
    ['no type', '{}'],
    ['another type', '{"type":"steal"}'],
    ['a type that is no text', '{"type":{"type":"ping"}}'],
    ['ids that are no list', '{"type":"read","ids":"all"}'],
    ['ids that are no ids', '{"type":"read","ids":[1,null,"x"]}'],
    ['no ids', '{"type":"read","ids":[]}'],
    ['a prototype', '{"__proto__":{"type":"ping"}}'],
    ['the name of a method', '{"type":"constructor"}'],
    ['depth', '['.repeat(30_000)],
    ['bytes', Buffer.from([0, 255, 1, 254])],
    ['a token that is none', '{"type":"auth","token":{}}'],
  ])('%s: gets an error and harms nobody', async (_, message) => {
    const ana = await signInSomebody(server);
    await using rough = new PlainClient(notificationsUrl(server.host, ana));
    await using other = new PlainClient(notificationsUrl(server.host, ana));
    await Promise.all([rough.untilType('ready'), other.untilType('ready')]);
    rough.ws.send(message);
    const error = await rough.untilType('error');
    expect(error.data).toEqual({
      code: expect.stringMatching(/^(request|auth)\./) as string,
      message: expect.any(String) as string,
      client_id: null,
    });
    await notify(server.platform, ana.personId);
    await Promise.all([rough.untilType('notification'), other.untilType('notification')]);
    rough.send({ type: 'ping' });
    await rough.untilType('pong');
  });

  it('are named by the client’s own id', async () => {
    const ana = await signInSomebody(server);
    await using client = new PlainClient(notificationsUrl(server.host, ana));
    await client.untilType('ready');
    client.send({ type: 'read', ids: ['x'], client_id: 'mine' });
    expect((await client.untilType('error')).data.client_id).toBe('mine');
  });

  it('with more faults than can be told are told the first, and leave the socket open', async () => {
    const ana = await signInSomebody(server);
    await using client = new PlainClient(notificationsUrl(server.host, ana));
    await client.untilType('ready');
    client.send({ type: 'read', ids: Array.from({ length: 1_000 }, () => '') });
    const { message } = (await client.untilType('error')).data;
    expect(message).toMatch(/^ids\.0: .* ids\.4: [^…]*…$/);
    client.send({ type: 'ping' });
    await client.untilType('pong');
  });

  it('of 1 MB close with 1009, on both ways in', async () => {
    const ana = await signInSomebody(server);
    const large = 'x'.repeat(1_000_000);
    await using plain = new PlainClient(notificationsUrl(server.host, ana));
    await plain.untilType('ready');
    plain.ws.send(large);
    expect(await plain.untilClosed()).toBe(1009);
    await using trpc = new PlainClient(`ws://${server.host}/trpc?token=${ana.accessToken}`);
    trpc.ws.on('open', () => trpc.ws.send(large));
    expect(await trpc.untilClosed()).toBe(1009);
  });

  it('that come too fast are not taken', async () => {
    await using database = await createTestDatabase();
    await using limited = await startLive({
      databaseUrl: database.ownerUrl,
      environment: { RATE_LIMITS: 'on' },
    });
    const ana = await signInSomebody(limited);
    await using client = new PlainClient(notificationsUrl(limited.host, ana));
    await client.untilType('ready');
    for (let count = 0; count < 200; count += 1) client.send({ type: 'ping' });
    await client.until(() => client.frames.length >= 201);
    expect(client.ofType('error')[0]?.data.code).toBe('request.too_many');
    expect(client.ofType('pong').length).toBeLessThan(100);
    await using trpc = new PlainClient(`ws://${limited.host}/trpc?token=${ana.accessToken}`);
    trpc.ws.on('open', () => {
      for (let count = 0; count < 200; count += 1) trpc.ws.send('{"id":1}');
    });
    expect(await trpc.untilClosed()).toBe(4429);
  });
});

describe('tRPC’s stock client', () => {
  it('keeps its ways: refused input, stop, several subscriptions on one socket, pings', async () => {
    const ana = await signInSomebody(server);
    await using client = new TrpcClient({ host: () => server.host, person: ana });
    const [wrong, hidden] = [new TrpcFrames(), new TrpcFrames()];
    const [first, second] = [new TrpcFrames(), new TrpcFrames()];
    client.api.live.project.subscribe({ projectId: 'x' }, wrong.handlers);
    client.api.live.project.subscribe({ projectId: uuidv7() }, hidden.handlers);
    const stopped = client.api.live.user.subscribe({}, first.handlers);
    client.api.live.user.subscribe({}, second.handlers);
    await wrong.until(() => wrong.error?.code === 'BAD_REQUEST');
    await hidden.until(() => hidden.error?.code === 'NOT_FOUND');
    await Promise.all([first, second].map((one) => one.until(() => one.frames.length === 1)));
    stopped.unsubscribe();
    await notify(server.platform, ana.personId);
    await second.until(() => second.frames.length === 2);
    expect(first.frames).toHaveLength(1);
    expect(client.closeCodes).toEqual([]);
  });

  it('can follow over its socket, but ask and change nothing: that goes by HTTP', async () => {
    const admin = await signInSomebody(server, 'Ana', 'admin');
    const leo = await signInSomebody(server, 'Léo');
    await using client = new TrpcClient({ host: () => server.host, person: admin });
    const refused = { data: { code: 'METHOD_NOT_SUPPORTED' } };
    const { people, notifications } = client.api;
    await expect(
      people.setRole.mutate({ personId: leo.personId, role: 'admin' }),
    ).rejects.toMatchObject(refused);
    await expect(notifications.snapshot.query({})).rejects.toMatchObject(refused);
    expect(await roleOf(server.platform.database, leo.personId)).toBe('member');
  });

  it('resumes by itself after its connection was cut', async () => {
    const ana = await signInSomebody(server);
    await using client = new TrpcClient({ host: () => server.host, person: ana });
    const frames = new TrpcFrames();
    client.api.live.user.subscribe({}, frames.handlers);
    await frames.until(() => frames.frames.length === 1);
    for (let cut = 1; cut <= 5; cut += 1) {
      client.cut();
      await notify(server.platform, ana.personId);
      const seen = () => frames.frames.filter(({ type }) => type === 'notification').length;
      await frames.until(() => seen() >= cut);
    }
    const counts = frames.frames
      .filter(({ type }) => type === 'notification')
      .map(({ data }) => data.unread_count);
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect(client.sockets.length).toBe(6);
  });
});

describe('a reader that does not read', () => {
  it.each(['plain', 'trpc'])('is closed with 1013 and loses nothing (%s)', async (way) => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const { hub } = server.live.core;
    await using trpc =
      way === 'trpc' ? new TrpcClient({ host: () => server.host, person: ana }) : null;
    const frames = new TrpcFrames();
    trpc?.api.live.user.subscribe({}, frames.handlers);
    await using slow = trpc ? null : new PlainClient(notificationsUrl(server.host, ana));
    if (slow) await slow.untilType('ready');
    else await frames.until(() => frames.frames.length === 1);
    const [socket] = hub.sockets;
    const reading = slow?.ws ?? trpc?.sockets[0];
    reading?.pause();
    const publishing = publishMegabytes(server, ana.personId, 10);
    // Given up long before all of it was held for the reader.
    await expect.poll(() => socket?.closing, { interval: 5 }).toBe(true);
    expect(socket?.bufferedBytes).toBeLessThan(1_100_000);
    // Soon enough to hear the goodbye, which is waited for no longer than five seconds.
    reading?.resume();
    const total = await publishing;
    if (trpc) {
      const reads = () => frames.frames.filter(({ type }) => type === 'notification.read');
      await frames.until(() => reads().length === total);
      expect(trpc.closeCodes[0]).toBe(1013);
      expect(new Set(reads().map(({ position }) => position)).size).toBe(total);
      return;
    }
    if (!slow) throw new Error('one of both is there');
    expect(await slow.untilClosed()).toBe(1013);
    const had = slow.ofType('notification.read');
    expect(had.length).toBeLessThan(total);
    const since = slow.frames.at(-1)?.position;
    await using again = new PlainClient(notificationsUrl(server.host, ana, since));
    await again.untilType('live');
    const all = [...had, ...again.ofType('notification.read')].map(({ position }) => position);
    expect(all).toHaveLength(total);
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
  });

  it('is closed with 1013 as well when all it does is ask', async () => {
    const ana = await signInSomebody(server);
    await using client = new PlainClient(`ws://${server.host}/trpc?token=${ana.accessToken}`);
    await once(client.ws, 'open');
    const [socket] = [...server.live.core.hub.sockets].filter(
      ({ caller }) => caller.personId === ana.personId,
    );
    client.ws.pause();
    // Each of the calls is answered with an error that is several times as long.
    const calls = Array.from({ length: 50 }, (_, id) => ({ id, method: 'query', params: {} }));
    const message = JSON.stringify(calls);
    const flood = setInterval(() => {
      for (let count = 0; count < 50; count += 1) client.ws.send(message);
    }, 1);
    try {
      await expect.poll(() => socket?.closing, { timeout: 40_000 }).toBe(true);
    } finally {
      clearInterval(flood);
    }
    expect(socket?.bufferedBytes).toBeLessThan(4_000_000);
    client.ws.resume();
    expect(await client.untilClosed()).toBe(1013);
  });
});

/** Events of about 39 kB each; how many they were. */
async function publishMegabytes(
  { platform }: RunningLive,
  personId: string,
  megabytes: number,
): Promise<number> {
  const notificationIds = Array.from({ length: 1_000 }, () => uuidv7());
  const perAppend = 26;
  const events = Array.from({ length: perAppend }, () =>
    NotificationsRead.of({ personId, notificationIds }),
  );
  const stream = `inbox-${personId}`;
  for (let count = 0; count < megabytes; count += 1) {
    const appended = await transact(platform.eventLog, { actorId: personId }, async (unit) => {
      await unit.append({ stream, expectedVersion: 'any', events });
      return { ok: true, value: null };
    });
    if (!appended.ok) throw new Error(appended.refusal.code);
    await platform.tail.whenVisible(appended.value.eventIds, 10_000);
  }
  return perAppend * megabytes;
}
