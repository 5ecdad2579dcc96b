/** Who is in a room: once a person, whatever their tabs and the servers do. */
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { endSessionOf, type RunningLive, signInSomebody, startLive } from '#tests/support/live.ts';
import { PlainClient, TrpcClient, TrpcFrames } from '#tests/support/live-clients.ts';
import { chatUrl, post, schedule, update } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { startProduct } from '#tests/support/product.ts';
import { endLeases, holdLeases } from './presence-leases.ts';

/** Of `participant.joined` and `participant.left` the people, in order. */
function people(client: PlainClient, type: string): string[] {
  return client.ofType(type).map(({ data }) => (data.user as { id: string }).id);
}

function participants(data: Record<string, unknown> | undefined): string[] {
  return ((data?.participants ?? []) as { id: string }[]).map(({ id }) => id).toSorted();
}

/** When a person's lease ends, in ms. */
async function leasedUntil({ platform }: RunningLive, personId: string): Promise<number> {
  const [row] = await platform.database.sql<{ leased_until: string }[]>`
    select leased_until from ops.presence_leases where person_id = ${personId}`;
  return row ? Date.parse(row.leased_until) : 0;
}

/** What the log says of who came and went, by person. */
async function stays({ platform }: RunningLive): Promise<Record<string, string[]>> {
  const rows = await platform.database.sql<{ type: string; person: string }[]>`
    select type, data->>'personId' as person from log.events
    where type in ('ParticipantJoined', 'ParticipantLeft') order by stream, version`;
  const all: Record<string, string[]> = {};
  for (const { type, person } of rows) (all[person] ??= []).push(type.replace('Participant', ''));
  return all;
}

describe('a room', () => {
  it('sees who comes and goes on any server, and who comes sees who is there', async () => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 600 };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const ana = await signInSomebody(here, 'Ana');
    const bea = await signInSomebody(here, 'Bea');
    const leo = await signInSomebody(here, 'Léo');
    const { id } = await schedule(here, ana, [bea.personId, leo.personId]);
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    const first = await anas.untilType('ready');
    expect(participants(first.data)).toEqual([ana.personId]);
    {
      await using beas = new PlainClient(chatUrl(there.host, id, bea));
      const ready = await beas.untilType('ready');
      expect(participants(ready.data)).toEqual([ana.personId, bea.personId].toSorted());
      const joined = await anas.untilType('participant.joined');
      expect(joined.data).toEqual({
        id: expect.any(String) as string,
        meeting_id: id,
        user: { id: bea.personId, name: 'Bea', avatar_url: null },
        text: '',
        client_id: null,
        kind: 'system',
        system: 'joined',
        created_at: expect.any(String) as string,
        edited_at: null,
        deleted_at: null,
      });
      // The list says it again, the same on both servers.
      await using trpc = new TrpcClient({ host: () => there.host, person: leo });
      const frames = new TrpcFrames();
      trpc.api.live.meeting.subscribe({ meetingId: id }, frames.handlers);
      const everybody = [ana, bea, leo].map(({ personId }) => personId).toSorted();
      const isTold = (data?: Record<string, unknown>) =>
        expect(participants(data)).toEqual(everybody);
      await eventually(() => {
        isTold(anas.ofType('presence').at(-1)?.data);
        isTold(beas.ofType('presence').at(-1)?.data);
      });
      expect(people(beas, 'participant.joined')).toEqual([leo.personId]);
      // For as long as the subscription is there, whichever wire it has.
      for (const { personId } of [bea, leo]) {
        const until = await leasedUntil(here, personId);
        await eventually(async () =>
          expect(await leasedUntil(here, personId)).toBeGreaterThan(until + 1_200),
        );
      }
    }
    await anas.untilType('participant.left', 2);
    expect(new Set(people(anas, 'participant.left'))).toEqual(
      new Set([bea.personId, leo.personId]),
    );
    await eventually(() =>
      expect(participants(anas.ofType('presence').at(-1)?.data)).toEqual([ana.personId]),
    );
    expect(await stays(here)).toEqual({
      [ana.personId]: ['Joined'],
      [bea.personId]: ['Joined', 'Left'],
      [leo.personId]: ['Joined', 'Left'],
    });
  });

  it('does not notice a reload, nor one tab of several', async () => {
    await using database = await createTestDatabase();
    const graceMs = 2_000;
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: graceMs };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const ana = await signInSomebody(here);
    const bea = await signInSomebody(here, 'Bea');
    const { id } = await schedule(here, ana, [bea.personId]);
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    await anas.untilType('ready');
    const first = new PlainClient(chatUrl(here.host, id, bea));
    await first.untilType('ready');
    const second = new PlainClient(chatUrl(there.host, id, bea));
    await second.untilType('ready');
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using reloaded = new PlainClient(chatUrl(there.host, id, bea));
    const ready = await reloaded.untilType('ready');
    expect(participants(ready.data)).toHaveLength(2);
    const otherTab = new PlainClient(chatUrl(there.host, id, bea));
    await otherTab.untilType('ready');
    await otherTab[Symbol.asyncDispose]();
    const endsAt = await leasedUntil(here, bea.personId);
    // Longer than the grace that the closed tabs would have had.
    await eventually(async () =>
      expect(await leasedUntil(here, bea.personId)).toBeGreaterThan(endsAt + graceMs),
    );
    expect(people(anas, 'participant.joined')).toEqual([bea.personId]);
    expect(people(anas, 'participant.left')).toEqual([]);
    expect(await stays(here)).toEqual({ [ana.personId]: ['Joined'], [bea.personId]: ['Joined'] });
  });

  it('is not left by who stays, whichever way they follow it', async () => {
    await using database = await createTestDatabase();
    const graceMs = 1_000;
    await using server = await startLive({
      databaseUrl: database.ownerUrl,
      presenceGraceMs: graceMs,
    });
    const ana = await signInSomebody(server);
    const bea = await signInSomebody(server, 'Bea');
    const { id } = await schedule(server, ana, [bea.personId]);
    await using plain = new PlainClient(chatUrl(server.host, id, ana));
    await plain.untilType('ready');
    await using trpc = new TrpcClient({ host: () => server.host, person: bea });
    const frames = new TrpcFrames();
    trpc.api.live.meeting.subscribe({ meetingId: id }, frames.handlers);
    await frames.until(() => frames.frames.length > 0);
    const begunAt = await leasedUntil(server, bea.personId);
    await eventually(async () => {
      expect(await stays(server)).toEqual({
        [ana.personId]: ['Joined'],
        [bea.personId]: ['Joined'],
      });
      const heldUntil = await Promise.all(
        [ana, bea].map(({ personId }) => leasedUntil(server, personId)),
      );
      expect(Math.min(...heldUntil)).toBeGreaterThan(begunAt + 2 * graceMs);
    });
  });

  it('is left by who may not be there any more and by whose session ended', async () => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 400 };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const ana = await signInSomebody(here);
    const bea = await signInSomebody(here, 'Bea');
    const leo = await signInSomebody(here, 'Léo');
    const { id } = await schedule(here, ana, [bea.personId, leo.personId]);
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    await using beas = new PlainClient(chatUrl(there.host, id, bea));
    await using leos = new PlainClient(chatUrl(there.host, id, leo));
    await Promise.all([anas, beas, leos].map((client) => client.untilType('ready')));
    await update(here, ana, id, { participantIds: [leo.personId] });
    await endSessionOf(here.platform, leo);
    expect(await beas.untilClosed()).toBe(4403);
    expect(await leos.untilClosed()).toBe(4401);
    await anas.untilType('participant.left', 2);
    expect(people(anas, 'participant.left').toSorted()).toEqual(
      [bea.personId, leo.personId].toSorted(),
    );
  });

  it('is left once by each person whose server was killed', async () => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 1_500 };
    await using here = await startLive(options);
    await using there = await startLive(options);
    await using doomed = await startProduct({
      DATABASE_URL: database.ownerUrl,
      ROLE: 'server',
      PRESENCE_GRACE_MS: '1500',
    });
    const ana = await signInSomebody(here);
    const others = await Promise.all(
      Array.from({ length: 8 }, (_, index) => signInSomebody(here, `Person ${index}`)),
    );
    const { id } = await schedule(
      here,
      ana,
      others.map(({ personId }) => personId),
    );
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    await using watching = new PlainClient(chatUrl(there.host, id, ana));
    await Promise.all([anas.untilType('ready'), watching.untilType('ready')]);
    const { host } = new URL(doomed.url);
    // Two of each, and one of them has another tab elsewhere.
    const lost = [...others, ...others].map((person) => new PlainClient(chatUrl(host, id, person)));
    await Promise.all(lost.map((client) => client.untilType('ready')));
    const [survivor, ...gone] = others;
    if (!survivor) throw new Error('somebody survives');
    await using elsewhere = new PlainClient(chatUrl(there.host, id, survivor));
    await elsewhere.untilType('ready');
    doomed.kill();
    await Promise.all(lost.map((client) => client.untilClosed()));
    await anas.untilType('participant.left', gone.length);
    const { personId: afterwards } = await signInSomebody(here);
    await update(here, ana, id, { participantIds: [survivor.personId, afterwards] });
    await post(here, ana, id, 'Last');
    await anas.untilType('message');
    const ids = gone.map(({ personId }) => personId);
    expect(people(anas, 'participant.left').toSorted()).toEqual(ids.toSorted());
    const all = await stays(here);
    for (const personId of ids) expect(all[personId]).toEqual(['Joined', 'Left']);
    expect(all[survivor.personId]).toEqual(['Joined']);
    expect(watching.ofType('participant.left')).toEqual(anas.ofType('participant.left'));
  });
});

describe('leases', () => {
  it('that ran out are ended once, however many servers notice at once', async () => {
    await using database = await createTestDatabase();
    // Servers of their own would be quicker.
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 600_000 };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const meetingIds = [uuidv7(), uuidv7(), uuidv7()];
    const attendants = Array.from({ length: 600 }, (_, index) => ({
      meetingId: meetingIds[index % 3] ?? '',
      personId: uuidv7(),
    }));
    const logs = [here, there].map(({ platform }) => platform.eventLog);
    await Promise.all(logs.map((log) => holdLeases(log, attendants, 1)));
    await eventually(async () => {
      const ended = await Promise.all(
        [...logs, ...logs, ...logs].map(async (log) => (await endLeases(log)).ended),
      );
      expect(ended).toEqual([0, 0, 0, 0, 0, 0]);
    });
    const all = await stays(here);
    expect(Object.keys(all)).toHaveLength(600);
    expect(new Set(Object.values(all).map(String))).toEqual(new Set(['Joined,Left']));
  });

  it('are made anew for who was taken for gone and is still there', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl, presenceGraceMs: 400 });
    const ana = await signInSomebody(server);
    const { id } = await schedule(server, ana);
    await using client = new PlainClient(chatUrl(server.host, id, ana));
    await client.untilType('ready');
    // As after a pause of the whole process.
    const { sql } = server.platform.database;
    await sql`update ops.presence_leases set leased_until = now() - interval '1 second'`;
    await endLeases(server.platform.eventLog);
    await eventually(async () =>
      expect([['Joined'], ['Joined', 'Left', 'Joined']]).toContainEqual(
        (await stays(server))[ana.personId],
      ),
    );
    await eventually(async () =>
      expect(await leasedUntil(server, ana.personId)).toBeGreaterThan(Date.now()),
    );
  });
});

describe('a database that stands still for longer than the time of grace', () => {
  it('makes nobody leave, on whichever server they are', async () => {
    await using database = await createTestDatabase();
    const graceMs = 1_000;
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: graceMs };
    await using server = await startLive(options);
    const { platform } = server;
    const ana = await signInSomebody(server);
    const bea = await signInSomebody(server, 'Bea');
    const { id } = await schedule(server, ana, [bea.personId]);
    await using client = new PlainClient(chatUrl(server.host, id, ana));
    await client.untilType('ready');
    // Bea's is another server, which comes back a little later.
    const holdBeas = () =>
      holdLeases(platform.eventLog, [{ meetingId: id, personId: bea.personId }], graceMs);
    await holdBeas();
    await platform.database.sql.begin(async (tx) => {
      await tx`lock table ops.presence_leases in access exclusive mode`;
      const [row] = await tx<{ until: string }[]>`
        select max(leased_until) + ${graceMs} * interval '1 ms' as until from ops.presence_leases`;
      const until = Date.parse(row?.until ?? '');
      await eventually(() => expect(Date.now()).toBeGreaterThan(until));
    });
    await eventually(async () =>
      expect(await leasedUntil(server, ana.personId)).toBeGreaterThan(Date.now()),
    );
    await holdBeas();
    expect(await stays(server)).toEqual({ [ana.personId]: ['Joined'], [bea.personId]: ['Joined'] });
    // She really goes.
    await eventually(async () =>
      expect(await stays(server)).toEqual({
        [ana.personId]: ['Joined'],
        [bea.personId]: ['Joined', 'Left'],
      }),
    );
  });
});

describe('a room of a thousand', () => {
  it('costs each reader the joins and a few lists', async () => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, presenceGraceMs: 600_000 };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const ana = await signInSomebody(here);
    const { id } = await schedule(here, ana);
    const readers = [here, here, there, there].map(
      ({ host }) => new PlainClient(chatUrl(host, id, ana)),
    );
    await Promise.all(readers.map((reader) => reader.untilType('ready')));
    const crowd = Array.from({ length: 1_000 }, () => ({ meetingId: id, personId: uuidv7() }));
    const entered = await Promise.all(
      crowd.map((attendant, index) => (index % 2 ? here : there).live.core.rooms.enter(attendant)),
    );
    // Each of them in a second tab as well, which nobody is told of.
    for (const attendant of crowd) entered.push(await here.live.core.rooms.enter(attendant));
    await Promise.all(readers.map((reader) => reader.untilType('participant.joined', 1_000)));
    await Promise.all(
      readers.map((reader) =>
        eventually(() =>
          expect(participants(reader.ofType('presence').at(-1)?.data)).toHaveLength(1_001),
        ),
      ),
    );
    for (const reader of readers) {
      const joined = people(reader, 'participant.joined').filter((each) => each !== ana.personId);
      expect(joined).toHaveLength(1_000);
      expect(new Set(joined).size).toBe(1_000);
      expect(reader.ofType('participant.left')).toHaveLength(0);
      // One a second at the most, for the seconds that all of it took.
      expect(reader.ofType('presence').length).toBeLessThanOrEqual(10);
      const bytes = reader.frames.reduce((sum, frame) => sum + JSON.stringify(frame).length, 0);
      expect(bytes).toBeLessThan(1_500_000);
      await reader[Symbol.asyncDispose]();
    }
    await using late = new PlainClient(chatUrl(there.host, id, ana));
    expect(participants((await late.untilType('ready')).data)).toHaveLength(1_001);
    for (const stay of entered) stay[Symbol.dispose]();
  });
});
