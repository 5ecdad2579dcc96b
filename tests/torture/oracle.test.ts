/** An oracle that cannot fail proves nothing: each kind of fault is planted, and it has to say so. */
import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { createTestDatabase, databaseAddress, type TestDatabase } from '#tests/support/postgres.ts';
import { runInGoodHealth } from './good-health.ts';
import { History } from './history.ts';
import { findViolations } from './oracle/oracle.ts';
import { tortureReactions } from './roles/reactions.ts';

let original: TestDatabase;
let history: History;

beforeAll(async () => {
  original = await createTestDatabase();
  history = await runInGoodHealth(original.ownerUrl);
});

afterAll(() => original[Symbol.asyncDispose]());

type Plant = (sql: postgres.Sql, history: History) => Promise<unknown> | void;

/** What the oracle says about a copy of the healthy run with something planted in it. */
async function violationsWith(plant: Plant): Promise<string[]> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(inject('testPostgresUrl'), { max: 1, onnotice: () => {} });
  const template = new URL(original.ownerUrl.replace(/@[^/]*/, '@host')).pathname.slice(1);
  await server`create database ${server(name)} template ${server(template)}`;
  const ownerUrl = databaseAddress(original.ownerUrl, name);
  try {
    const copy = copyOf(history);
    const sql = connect(ownerUrl, { max: 1, onnotice: () => {} });
    await sql.unsafe(`
      alter table log.events disable trigger user;
      alter table log.positions disable trigger user;`);
    await plant(sql, copy);
    await sql.end();
    return await findViolations({ ownerUrl, history: copy, reactions: tortureReactions });
  } finally {
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  }
}

function copyOf(whole: History): History {
  const copy = new History();
  for (const [token, events] of whole.acknowledged) copy.acknowledged.set(token, [...events]);
  for (const [tail, events] of whole.deliveries) copy.deliver(tail, events);
  return copy;
}

function firstOf<Key, Value>(map: Map<Key, Value>): [Key, Value] {
  return [...map][0]!;
}

test('a run in good health has no violations', async () => {
  expect(history.acknowledged.size).toBeGreaterThan(20);
  expect(await violationsWith(() => undefined)).toEqual([]);
});

const plants: [what: string, says: RegExp, plant: Plant][] = [
  [
    'an acknowledged event is deleted',
    /was acknowledged and is not there/,
    (sql, { acknowledged }) =>
      sql`delete from log.events where id = ${firstOf(acknowledged)[1][0]!.id}`,
  ],
  [
    'a position is taken away',
    /position 3 is missing before 4/,
    (sql) => sql`delete from log.positions where position = 3`,
  ],
  [
    'an event is never placed',
    /has no position/,
    (sql) =>
      sql`delete from log.positions where position = (select max(position) from log.positions)`,
  ],
  [
    'an event has two positions',
    /has positions 1 and \d+/,
    async (sql) => {
      await sql`alter table log.positions drop constraint positions_event_id_unique`;
      await sql`
        insert into log.positions (position, event_id, hash)
        select (select max(position) + 1 from log.positions), event_id, hash
        from log.positions where position = 1`;
    },
  ],
  [
    'an event is left in the outbox',
    /still in the outbox/,
    (sql) => sql`insert into log.outbox select max(id) from log.events`,
  ],
  [
    'two events of a stream change places',
    /has an earlier position than the one before/,
    (sql) =>
      sql`
      with pair as (
        select a.id as a, b.id as b, pa.position as place_a, pb.position as place_b
        from log.events a
        join log.events b on b.stream = a.stream and b.version = a.version + 1
        join log.positions pa on pa.event_id = a.id join log.positions pb on pb.event_id = b.id
        limit 1
      ), gone as (delete from log.positions using pair where event_id in (a, b) returning hash)
      select count(*) from gone`.then(async () => {
        // One statement can't give a unique value to two rows crosswise.
        const [pair] = await sql<{ a: string; b: string }[]>`
        select a.id as a, b.id as b from log.events a
        join log.events b on b.stream = a.stream and b.version = a.version + 1
        where not exists (select from log.positions where event_id = a.id)`;
        const places = await sql<{ place: string }[]>`
        select n as place from generate_series(1, (select max(id) from log.events)) n
        where not exists (select from log.positions where position = n) order by n limit 2`;
        await sql`insert into log.positions (position, event_id, hash) values
        (${places[0]!.place}, ${pair!.b}, ''), (${places[1]!.place}, ${pair!.a}, '')`;
      }),
  ],
  [
    'a version is left out of a stream',
    /has version 2 where 1 is due/,
    (sql) => sql`
      delete from log.events where version = 1 and stream in (
        select stream from log.events where version = 2 limit 1)`,
  ],
  [
    'a fact is changed afterwards',
    /is not what its digest was made of/,
    (sql) => sql`
      update log.events set data = data || '{"altered": true}'
      where id = (select min(id) from log.events)`,
  ],
  [
    'a fact and its digest are changed',
    /does not follow from the one before/,
    (sql) => sql`
      update log.events set digest = sha256('another') where id = (select min(id) from log.events)`,
  ],
  [
    'an append left more than was acknowledged',
    /was acknowledged with \d events and left \d/,
    (sql, { acknowledged }) => {
      const [token, events] = firstOf(acknowledged);
      acknowledged.set(token, events.slice(1));
      return sql`select`;
    },
  ],
  [
    'a refused append left something',
    /was refused and left event/,
    (_sql, { refused, acknowledged }) => void refused.add(firstOf(acknowledged)[0]),
  ],
  [
    'an append of unknown outcome left a half',
    /of unknown outcome left \d of \d events/,
    (_sql, { unknown, acknowledged }) => {
      const [token, events] = firstOf(acknowledged);
      unknown.set(token, [...events, { stream: 'person-x', version: 1 }]);
    },
  ],
  [
    'an event comes before its cause',
    /comes before its cause/,
    (sql) => sql`
      update log.events set metadata = metadata || jsonb_build_object(
        'causationId', (select max(id)::text from log.events))
      where id = (select min(id) from log.events)`,
  ],
  [
    'a reaction wrote its row twice',
    /wrote 2 rows for event/,
    (sql) => sql`insert into torture.effects select * from torture.effects limit 1`,
  ],
  [
    'a reaction never took effect',
    /wrote 0 rows for event/,
    (sql) => sql`delete from torture.effects where ctid = (select min(ctid) from torture.effects)`,
  ],
  [
    'a reaction sent its notification twice',
    /sent 2 notifications for event/,
    (sql) => sql`
      insert into log.events (stream, version, type, type_version, data, metadata, occurred_at, digest)
      select stream || '2', 1, type, type_version, data, metadata, occurred_at, digest
      from log.events where type = 'NotificationSent' limit 1`,
  ],
  [
    'a job took effect twice',
    /took effect 2 times/,
    (sql) => sql`
      insert into log.events (stream, version, type, type_version, data, metadata, occurred_at, digest)
      select stream, 3, type, type_version, data, metadata, occurred_at, digest
      from log.events where type = 'FileReady' limit 1`,
  ],
  [
    'a job was lost',
    /took effect 0 times/,
    (sql) => sql`
      delete from log.events where id = (select min(id) from log.events where type = 'FileReady')`,
  ],
  [
    'a checkpoint is dropped back',
    /the checkpoint of torture.take-in is at 1, the log at \d+/,
    (sql) => sql`
      update ops.reaction_checkpoints set position = 1 where name = 'torture.take-in'`,
  ],
  [
    'a delivery is doubled',
    /delivered position 5 after 5/,
    (_sql, { deliveries }) => {
      const events = firstOf(deliveries)[1];
      events.splice(4, 0, events[4]!);
    },
  ],
  [
    'a delivery is left out',
    /delivered position 6 after 4/,
    (_sql, { deliveries }) => void firstOf(deliveries)[1].splice(4, 1),
  ],
  [
    'deliveries change places',
    /delivered position 6 after 4/,
    (_sql, { deliveries }) => {
      const events = firstOf(deliveries)[1];
      [events[4], events[5]] = [events[5]!, events[4]!];
    },
  ],
  [
    'another event is delivered than was placed',
    /delivered event 999999 at 5/,
    (_sql, { deliveries }) => void (firstOf(deliveries)[1][4]![1] = '999999'),
  ],
  [
    'the last delivery is missing',
    /delivered up to \d+ of \d+/,
    (_sql, { deliveries }) => void firstOf(deliveries)[1].pop(),
  ],
  [
    'a row of a read model is lost',
    /people: 1 rows only in the rebuilt one/,
    (sql) => sql`
      delete from readmodels.people where id = (select id from readmodels.people limit 1)`,
  ],
  [
    'a row of a read model is too many',
    /unread_counts: 1 rows only in the live one/,
    (sql) => sql`
      insert into readmodels.unread_counts
      select person_id, position + 100000, unread_count from readmodels.unread_counts limit 1`,
  ],
];

test.each(plants)('the oracle sees it when %s', async (_what, says, plant) => {
  const violations = await violationsWith(plant);
  expect(violations.join('\n')).toMatch(says);
});
