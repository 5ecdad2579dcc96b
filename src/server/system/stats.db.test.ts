/** What servers measure of themselves and tell administrators, and nobody else. */
import { describe, expect, it } from 'vitest';
import { personDecider } from '#domain/people/person.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { bearer, rest } from '#tests/support/app.ts';
import { notify, type SignedInPerson, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { buildApp } from '../http/app.ts';
import type { SystemStats } from './server-stats.ts';

function systemUrl(host: string, person: SignedInPerson): string {
  return `ws://${host}/ws/system/?token=${person.accessToken}`;
}

const statsOf = (client: PlainClient) =>
  client.ofType('stats').map(({ data }) => data as unknown as SystemStats);

describe('live statistics', () => {
  it('are those of every server, told to administrators and to nobody else', async () => {
    await using database = await createTestDatabase();
    await using here = await startLive({ databaseUrl: database.ownerUrl });
    await using there = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(here, 'Ada', 'admin');
    const bob = await signInSomebody(here, 'Bob');
    await there.platform.tail.whenVisible([], 0);
    await using adas = new PlainClient(systemUrl(here.host, ada));
    await using bobs = new PlainClient(systemUrl(here.host, bob));
    await using elsewhere = new PlainClient(notificationsUrl(there.host, bob));
    await using trpc = new TrpcClient({ host: () => there.host, person: bob });
    const own = new TrpcFrames();
    trpc.api.live.user.subscribe({}, own.handlers);
    await Promise.all([adas, bobs, elsewhere].map((client) => client.untilType('ready')));
    await own.until(() => own.frames.length > 0);
    for (let sent = 0; sent < 5; sent += 1) await notify(here.platform, bob.personId);
    elsewhere.send({ type: 'ping' });
    await elsewhere.untilType('pong');

    const told = () => statsOf(adas).at(-1);
    await adas.until(() => {
      const { totals, servers } = told() ?? {};
      return servers?.length === 2 && totals?.sockets === 4 && totals.latency_ms.count >= 5;
    });
    expect(adas.ofType('stats').every(({ position }) => Number.isNaN(position))).toBe(true);
    const { totals, servers, log } = told() as SystemStats;
    const followed = (stats: Pick<SystemStats['totals'], 'connections'>) =>
      Object.fromEntries(
        stats.connections.map(({ channel, transport, count }) => [
          `${channel} by ${transport}`,
          count,
        ]),
      );
    expect(followed(totals)).toEqual({
      'system by plain': 2,
      'user by plain': 1,
      'user by trpc': 1,
    });
    expect(servers.map(followed)).toEqual([
      { 'system by plain': 2 },
      { 'user by plain': 1, 'user by trpc': 1 },
    ]);
    expect(totals.messages.sent).toBeGreaterThanOrEqual(10);
    expect(totals.messages.received).toBeGreaterThanOrEqual(2);
    expect(totals.latency_ms.p50).toBeGreaterThan(0);
    expect(totals.latency_ms.p99).toBeGreaterThanOrEqual(totals.latency_ms.p50 ?? Infinity);
    expect(log).toMatchObject({ outbox: 0, read_models: 0 });
    expect(log.head).toBeGreaterThan(5);

    const app = await buildApp(there.services);
    const ask = (person: SignedInPerson) =>
      rest<SystemStats>(app, 'GET', 'system/stats/', { headers: bearer(person.accessToken) });
    const answered = await ask(ada);
    expect(answered.status).toBe(200);
    expect(answered.body.servers.map(({ id }) => id)).toEqual(servers.map(({ id }) => id));
    expect((await ask(bob)).status).toBe(403);
    expect((await rest(app, 'GET', 'system/stats/')).status).toBe(401);
    await app.close();
    expect(bobs.ofType('stats')).toEqual([]);
  });

  it('stop for who is no administrator any more', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ada = await signInSomebody(server, 'Ada', 'admin');
    await using client = new PlainClient(systemUrl(server.host, ada));
    await client.untilType('stats');
    const takenAt = performance.now();
    const taken = await executeCommand(
      server.platform.eventLog,
      { actorId: null },
      {
        decider: personDecider,
        id: ada.personId,
        command: { type: 'ChangeRole', role: 'member' },
      },
    );
    expect(taken.ok).toBe(true);
    expect(await client.untilClosed()).toBe(1012);
    expect(performance.now() - takenAt).toBeLessThan(2_000);
    await using again = new PlainClient(systemUrl(server.host, ada));
    await again.untilType('ready');
    const { hub } = server.live.core;
    await expect.poll(() => hub.joinedCount('system')).toBe(1);
    expect(hub.joinedCount('administrators')).toBe(0);
  });

  it('count how sockets came back, and those that were not let in', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({
      databaseUrl: database.ownerUrl,
      recent: { maxFrames: 2, maxCharacters: 1_000_000 },
    });
    const { meter } = server.live.core;
    const ana = await signInSomebody(server, 'Ana');
    const bob = await signInSomebody(server, 'Bob');
    for (let sent = 0; sent < 5; sent += 1) {
      const { eventIds } = await notify(server.platform, ana.personId);
      await server.platform.tail.whenVisible(eventIds, 10_000);
    }
    const { position } = server.live.core.hub;
    for (const since of [1, position, 1_000_000]) {
      await using client = new PlainClient(notificationsUrl(server.host, ana, since));
      await client.until(() => client.closed !== null || client.ofType('live').length > 0);
    }
    expect(meter.resumed).toEqual({ memory: 1, log: 1, snapshot_required: 1 });
    const path = `ws://${server.host}/ws`;
    const refused = [
      `${path}/notifications/${ana.personId}/?token=${bob.accessToken}`,
      `${path}/system/?token=nonsense`,
      `${path}/nowhere/`,
    ];
    for (const url of refused) {
      await using client = new PlainClient(url);
      await client.untilClosed();
    }
    expect(Object.fromEntries(meter.refused)).toEqual({
      forbidden: 1,
      signed_out: 1,
      no_such_path: 1,
    });
    expect(meter.slowReadersClosed).toBe(0);
  });
});
