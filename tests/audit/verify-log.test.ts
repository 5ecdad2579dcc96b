import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { personDecider } from '#domain/people/person.decider.ts';
import { verifyLog } from '#infra/audit/verify-log.ts';
import { instantOf, type StoredEvent } from '#infra/log/codec.ts';
import { eventDigest } from '#infra/log/hash-chain.ts';
import { transact } from '#infra/log/transact.ts';
import { createProject, registerPerson, renamePerson } from '../support/commands.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';
import { tamper } from './tamper.ts';

/** Eight positions: three people, a project with three members, a new name. */
async function fill({ platform }: TestPlatform): Promise<{ ann: string; project: string }> {
  const ann = await registerPerson(platform, { name: 'Ann', role: 'admin' });
  const ben = await registerPerson(platform, { name: 'Ben' });
  const cleo = await registerPerson(platform, { name: 'Cleo' });
  const project = await createProject(platform, ann, [ben, cleo]);
  await renamePerson(platform, ann, 'Anna');
  return { ann, project };
}
const eventsInAll = 8;

test('an untouched log is right, an empty one too', async () => {
  await using instance = await openTestPlatform();
  const { sql } = instance.platform.database;
  expect(await verifyLog(sql)).toMatchObject({ head: 0, complete: true, firstDifference: null });
  await fill(instance);
  expect(await verifyLog(sql)).toMatchObject({
    head: eventsInAll,
    verifiedUpTo: eventsInAll,
    complete: true,
    waiting: 0,
    firstDifference: null,
  });
});

test('without time left it says how far it came', async () => {
  await using instance = await openTestPlatform();
  await fill(instance);
  const verdict = await verifyLog(instance.platform.database.sql, { budgetMs: 0 });
  expect(verdict).toMatchObject({ head: eventsInAll, verifiedUpTo: 0, complete: false });
});

test('changed content is named by its position', async () => {
  await using instance = await openTestPlatform();
  const { project } = await fill(instance);
  await tamper(
    instance.ownerUrl,
    (sql) => sql`
      update log.events set data = jsonb_set(data, '{role}', '"owner"')
      where stream = ${`project-${project}`} and version = 3`,
  );
  expect(await verifyLog(instance.platform.database.sql)).toMatchObject({
    verifiedUpTo: 5,
    firstDifference: {
      fault: 'content_changed',
      position: 6,
      stream: `project-${project}`,
      version: 3,
    },
  });
});

test('changed content with a digest made to fit breaks the chain', async () => {
  await using instance = await openTestPlatform();
  const { project } = await fill(instance);
  const stream = `project-${project}`;
  await tamper(instance.ownerUrl, async (sql) => {
    const [event] = await sql<StoredEvent[]>`
      select type, type_version, data, metadata, occurred_at from log.events
      where stream = ${stream} and version = 1`;
    if (!event) throw new Error(`${stream} is not there`);
    const data = { ...event.data, name: 'Something else' };
    const digest = eventDigest({
      stream,
      version: 1,
      type: event.type,
      typeVersion: event.type_version,
      data,
      metadata: event.metadata,
      occurredAt: instantOf(event.occurred_at),
    });
    await sql`
      update log.events set data = ${JSON.stringify(data)}::text::jsonb, digest = ${digest}
      where stream = ${stream} and version = 1`;
  });
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'chain_broken',
    position: 4,
  });
});

test('a position taken out is named', async () => {
  await using instance = await openTestPlatform();
  await fill(instance);
  await tamper(instance.ownerUrl, (sql) => sql`delete from log.positions where position = 3`);
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'position_missing',
    position: 3,
  });
});

test('an event taken out is named', async () => {
  await using instance = await openTestPlatform();
  const { ann } = await fill(instance);
  await tamper(
    instance.ownerUrl,
    (sql) => sql`delete from log.events where stream = ${`person-${ann}`} and version = 1`,
  );
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'event_missing',
    position: 1,
  });
});

test('a hole or a wrong order inside a stream is named', async () => {
  await using instance = await openTestPlatform();
  const { project } = await fill(instance);
  // The chain is made again, as somebody thorough would: the streams still tell.
  const chainAgain = `
    with seed as (select 0::bigint as position, decode(repeat('00', 32), 'hex') as digest),
    link as (
      select * from seed union all
      select p.position, e.digest from log.positions p join log.events e on e.id = p.event_id),
    chained as (select position, log.chain(position, digest) over (order by position) as hash from link)
    update log.positions p set hash = c.hash from chained c where c.position = p.position`;
  await tamper(instance.ownerUrl, async (sql) => {
    await sql`
      with swapped as (
        select p.position, e.version, p.event_id from log.positions p
        join log.events e on e.id = p.event_id
        where e.stream = ${`project-${project}`} and e.version in (2, 3))
      update log.positions p set event_id = -s.event_id from swapped s where s.position = p.position`;
    await sql`
      update log.positions p set event_id = (
        select -o.event_id from log.positions o where o.event_id < 0 and o.position <> p.position)
      where p.event_id < 0`;
    await sql.unsafe(chainAgain);
  });
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'version_out_of_order',
    position: 5,
  });
});

test('an event that lost its position is named, one that waits for it is not a fault', async () => {
  await using instance = await openTestPlatform();
  await fill(instance);
  const { sql } = instance.platform.database;
  await tamper(instance.ownerUrl, (owner) => owner`delete from log.positions where position = 8`);
  expect((await verifyLog(sql)).firstDifference).toMatchObject({
    fault: 'event_without_position',
    version: 2,
  });
});

test('events that wait for a position are counted', async () => {
  await using instance = await openTestPlatform();
  await fill(instance);
  // No sequencer: the lease is somebody's who does nothing.
  await instance.platform.leader[Symbol.asyncDispose]();
  const personId = uuidv7();
  await transact(instance.platform.eventLog, { actorId: null }, (unit) =>
    unit.command(personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: 'dan@example.org',
      name: 'Dan',
      role: 'member',
      language: 'en',
    }),
  );
  expect(await verifyLog(instance.platform.database.sql)).toMatchObject({
    head: eventsInAll,
    waiting: 1,
    firstDifference: null,
  });
});

test('an end cut off is known from those who have read it', async () => {
  await using instance = await openTestPlatform();
  await fill(instance);
  await tamper(instance.ownerUrl, async (sql) => {
    await sql`
      delete from log.events where id = (select event_id from log.positions where position = 8)`;
    await sql`delete from log.positions where position = 8`;
  });
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'reader_beyond_head',
    position: 7,
  });
});

test('an event put before the first position is named, though no reader of positions meets it', async () => {
  await using instance = await openTestPlatform();
  const { ann } = await fill(instance);
  await tamper(instance.ownerUrl, async (sql) => {
    await sql`
      insert into log.events
        (stream, version, type, type_version, data, metadata, occurred_at, digest)
      select stream, 3, type, type_version, data, metadata, occurred_at, digest
      from log.events where stream = ${`person-${ann}`} and version = 2`;
    await sql`insert into log.positions select 0, max(id), '' from log.events`;
  });
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toEqual({
    fault: 'position_below_one',
    position: 0,
    stream: `person-${ann}`,
    version: 3,
  });
});

test('a time that is none is named like any other change', async () => {
  await using instance = await openTestPlatform();
  const { ann } = await fill(instance);
  await tamper(
    instance.ownerUrl,
    (sql) =>
      sql`update log.events set occurred_at = 'infinity' where stream = ${`person-${ann}`} and version = 1`,
  );
  expect((await verifyLog(instance.platform.database.sql)).firstDifference).toMatchObject({
    fault: 'content_changed',
    position: 1,
  });
});
