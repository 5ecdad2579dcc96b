import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test, vi } from 'vitest';
import { PersonRegistered, PersonRenamed } from '#domain/people/person.events.ts';
import { registerPerson, renamePerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { connect } from '../db/connect.ts';
import { appendEvents, VersionConflict } from './append.ts';
import { chainHash, eventDigest, genesisHash } from './hash-chain.ts';
import type { StoredEvent } from './codec.ts';
import { readHead, readLog } from './read.ts';
import { holdLease, sequenceBatch } from './sequencer.ts';
import { transact } from './transact.ts';

const metadata = { actorId: null };

function registered(personId: string) {
  return PersonRegistered.of({
    personId,
    email: 'ana@example.org',
    name: 'Ana',
    role: 'member',
    language: 'en',
  });
}

describe('append', () => {
  test('two writers of one version: one is told to start again', async () => {
    await using given = await openTestPlatform();
    const { eventLog, database } = given.platform;
    const personId = await registerPerson(given.platform, { name: 'Ana' });
    const rename = (name: string) =>
      appendEvents(database.sql, eventLog.keys, {
        stream: `person-${personId}`,
        expectedVersion: 1,
        events: [PersonRenamed.of({ personId, name })],
        metadata,
      });
    const outcomes = await Promise.allSettled([rename('Bea'), rename('Cleo')]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(VersionConflict);
  });

  test('a version that would leave a hole is refused', async () => {
    await using given = await openTestPlatform();
    const { eventLog, database } = given.platform;
    const personId = uuidv7();
    await expect(
      appendEvents(database.sql, eventLog.keys, {
        stream: `person-${personId}`,
        expectedVersion: 3,
        events: [PersonRenamed.of({ personId, name: 'Bea' })],
        metadata,
      }),
    ).rejects.toBeInstanceOf(VersionConflict);
  });

  test('sixteen commands on one stream at once all take effect, one after another', async () => {
    await using given = await openTestPlatform({ maxConnections: 16 });
    const personId = await registerPerson(given.platform, { name: 'Ana' });
    const names = Array.from({ length: 16 }, (_, index) => `Ana ${index}`);
    const done = await Promise.all(
      names.map((name) => renamePerson(given.platform, personId, name)),
    );
    expect(done.every(Boolean)).toBe(true);
    const [row] = await given.platform.database.sql`
      select count(*)::int as events, max(version) as version from log.events
      where stream = ${`person-${personId}`}`;
    expect(row).toEqual({ events: 17, version: 17 });
  });

  test('a refusal rolls everything back, rows beside the events too', async () => {
    await using given = await openTestPlatform();
    const { eventLog, database } = given.platform;
    const personId = uuidv7();
    const result = await transact(eventLog, metadata, async (unit) => {
      await unit.append({
        stream: `person-${personId}`,
        expectedVersion: 0,
        events: [registered(personId)],
      });
      await unit.tx`
        insert into auth.logins values (${personId}, 'ana@example.org', 'hash')`;
      return { ok: false, refusal: { code: 'conflict' } };
    });
    expect(result.ok).toBe(false);
    expect(await database.sql`select from log.events`).toHaveLength(0);
    expect(await database.sql`select from log.outbox`).toHaveLength(0);
    expect(await database.sql`select from auth.logins`).toHaveLength(0);
  });

  test('personal fields are stored sealed, and read as nothing once the key is gone', async () => {
    await using given = await openTestPlatform();
    const { database } = given.platform;
    const personId = await registerPerson(given.platform, { name: 'Ana Secret' });
    const [stored] = await database.sql<{ text: string }[]>`
      select data::text as text from log.events where stream = ${`person-${personId}`}`;
    expect(stored?.text).not.toContain('Ana Secret');
    expect(stored?.text).not.toContain(`${personId}@example.org`);

    await database.sql`delete from auth.subject_keys where subject_id = ${personId}`;
    const reader = await given.another();
    const [event] = await readLog(reader.database.sql, reader.eventLog.keys, {
      after: 0,
      limit: 1,
    });
    expect(event?.data).toMatchObject({ personId, name: '', email: '' });
  });
});

describe('order', () => {
  test('what commits late gets a later position, and stalls nobody', async () => {
    await using given = await openTestPlatform();
    const { platform } = given;
    const { database, eventLog } = platform;
    const late = uuidv7();
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const slow = database.sql.begin(async (tx) => {
      await appendEvents(tx, eventLog.keys, {
        stream: `person-${late}`,
        expectedVersion: 0,
        events: [registered(late)],
        metadata,
      });
      begun.resolve();
      await release.promise;
    });
    await begun.promise;
    // Begun after the slow one, visible before it: whenVisible inside would hang if it stalled.
    const early = await registerPerson(platform, { name: 'Early' });
    release.resolve();
    await slow;
    eventLog.appended();
    await eventually(async () => expect(await readHead(database.sql)).toBe(2));
    const order = await readLog(database.sql, eventLog.keys, { after: 0, limit: 10 });
    expect(order.map(({ position, stream }) => [position, stream])).toEqual([
      [1, `person-${early}`],
      [2, `person-${late}`],
    ]);
    expect(Number(order[0]?.id)).toBeGreaterThan(Number(order[1]?.id));
  });

  test('the chain that SQL makes is the one that is computed here', async () => {
    await using given = await openTestPlatform();
    for (const name of ['Ana', 'Bea', 'Cleo']) await registerPerson(given.platform, { name });
    const rows = await given.platform.database.sql<
      (StoredEvent & { digest: Buffer; hash: Buffer })[]
    >`
      select p.position, p.hash, e.*
      from log.positions p join log.events e on e.id = p.event_id order by p.position`;
    let hash: Uint8Array = genesisHash;
    for (const row of rows) {
      const digest = eventDigest({
        stream: row.stream,
        version: row.version,
        type: row.type,
        typeVersion: row.type_version,
        data: row.data,
        metadata: row.metadata,
        occurredAt: new Date(row.occurred_at).toISOString(),
      });
      expect(digest).toEqual(row.digest);
      hash = chainHash(hash, Number(row.position), digest);
      expect(Buffer.from(hash)).toEqual(row.hash);
    }
    expect(rows).toHaveLength(3);
  });

  test('only the holder of the lease places events; a dead one is followed', async () => {
    await using given = await openTestPlatform();
    const { platform } = given;
    await registerPerson(platform, { name: 'Ana' });
    const { sql } = platform.database;
    const intruder = randomUUID();
    expect(await holdLease(sql, intruder)).toBe(false);
    await sql`insert into log.outbox select max(id) from log.events`;
    expect(await sequenceBatch(sql, intruder)).toEqual({ events: [], more: false });
    await sql`delete from log.outbox`;
    // As if the leader had died without a word.
    await platform.leader[Symbol.asyncDispose]();
    const next = await given.another();
    await eventually(() => expect(next.leader.leading).toBe(true));
    await registerPerson(next, { name: 'Bea' });
    expect(await readHead(sql)).toBe(2);
  });
});

describe('what a pass of the sequencer reads', () => {
  test.each([
    { tables: 'nothing is known of', analyzed: false },
    { tables: 'were small a moment ago', analyzed: true },
  ])('is what it places, where the tables $tables', async ({ analyzed }) => {
    await using given = await openTestPlatform();
    const { database, logDatabase, eventLog, leader } = given.platform;
    await registerPerson(given.platform, { name: 'Ana' });
    await leader[Symbol.asyncDispose]();
    const owner = connect(given.ownerUrl, { max: 1, onnotice: () => {} });
    await using _closing = { [Symbol.asyncDispose]: () => owner.end() };
    if (analyzed) await owner`analyze log.events, log.outbox, log.positions`;
    for (let index = 0; index < 20; index += 1) {
      const personId = uuidv7();
      await appendEvents(database.sql, eventLog.keys, {
        stream: `person-${personId}`,
        expectedVersion: 0,
        events: [registered(personId)],
        metadata,
      });
    }
    const holder = randomUUID();
    await holdLease(logDatabase.sql, holder);
    // With statistics it is the log's own connections that are not to plan by them.
    const { sql } = analyzed ? logDatabase : database;
    const read = await sql.begin(async (tx) => {
      const { events } = await sequenceBatch(tx, holder);
      expect(events).toHaveLength(20);
      return tx<{ seq_tup_read: string }[]>`
        select seq_tup_read from pg_stat_xact_user_tables where relid = 'log.events'::regclass`;
    });
    expect(read).toEqual([{ seq_tup_read: '0' }]);
  });
});

describe('a leader that died between placing and projecting', () => {
  test('is followed, and readers elsewhere are woken, not left to their poll', async () => {
    // Longer than this test waits.
    await using given = await openTestPlatform({ pollIntervalMs: 60_000 });
    const { platform } = given;
    const { sql } = platform.database;
    await registerPerson(platform, { name: 'Ana' });
    await platform.leader[Symbol.asyncDispose]();
    const dead = randomUUID();
    expect(await holdLease(sql, dead)).toBe(true);
    const late = uuidv7();
    await appendEvents(sql, platform.eventLog.keys, {
      stream: `person-${late}`,
      expectedVersion: 0,
      events: [registered(late)],
      metadata,
    });
    expect((await sequenceBatch(sql, dead)).events).toHaveLength(1);
    await given.another();
    await eventually(() => expect(platform.tail.position).toBe(2));
  });
});

describe('a clock that is put back', () => {
  test('by an hour keeps nobody from leading', async () => {
    await using test_ = await openTestPlatform();
    const { platform } = test_;
    await eventually(() => expect(platform.leader.leading).toBe(true));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    try {
      const { sql } = platform.database;
      const leased = () => sql`select from log.leader where leased_until > clock_timestamp()`;
      // Of what was leased before nothing is left by then.
      await sql`update log.leader set leased_until = clock_timestamp()`;
      await eventually(async () => expect(await leased()).toHaveLength(1));
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('append-only', () => {
  test.each(['update log.events set type = type', 'delete from log.events', 'truncate log.events'])(
    'the owner: %s',
    async (statement) => {
      await using given = await openTestPlatform();
      await registerPerson(given.platform, { name: 'Ana' });
      const owner = connect(given.ownerUrl, { max: 1 });
      await expect(owner.unsafe(statement)).rejects.toThrow(/append-only/);
      await owner.end();
    },
  );

  test("the app's role may not even try", async () => {
    await using given = await openTestPlatform();
    const { sql } = given.platform.database;
    const [who] = await sql`select current_user as role`;
    expect(who?.role).toBe('ecosystia_app');
    for (const table of ['log.events', 'log.positions']) {
      await expect(sql.unsafe(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(sql.unsafe(`alter table ${table} disable trigger all`)).rejects.toThrow(
        /must be owner/,
      );
    }
  });
});

describe('delivery to every process', () => {
  test.each([
    { notify: true, how: 'with NOTIFY' },
    { notify: false, how: 'by the poll alone' },
  ])('another process sees each event once, in order, $how', async ({ notify }) => {
    await using given = await openTestPlatform({ notify });
    const other = await given.another();
    const seen: number[] = [];
    other.tail.onEvents((events) => {
      seen.push(...events.map(({ position }) => position));
    });
    for (let index = 0; index < 20; index += 1) {
      await registerPerson(given.platform, { name: `Person ${index}` });
    }
    await eventually(() => expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1)));
  });

  test('who is told of an event finds it in the read model', async () => {
    await using given = await openTestPlatform();
    const other = await given.another();
    const missing: string[] = [];
    other.tail.onEvents(async (events) => {
      for (const { data } of events) {
        const { personId } = data as { personId: string };
        const found = await other.database.sql`select from people where id = ${personId}`;
        if (found.length === 0) missing.push(personId);
      }
    });
    for (let index = 0; index < 10; index += 1) {
      await registerPerson(given.platform, { name: `Person ${index}` });
    }
    await eventually(() => expect(other.tail.position).toBe(10));
    expect(missing).toEqual([]);
  });
});
