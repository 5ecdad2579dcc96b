import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { accept } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { PersonRegistered } from '#domain/people/person.events.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { VersionConflict } from './append.ts';
import { executeCommand } from './execute-command.ts';
import { type EventLog, transact } from './transact.ts';

const metadata = { actorId: null };

function personData(personId: string) {
  const email = `${personId}@example.org`;
  return { personId, email, name: 'Ana', role: 'member', language: 'en' } as const;
}

function begin(log: EventLog, personId: string) {
  return log.newStreams.append({
    stream: `person-${personId}`,
    events: [PersonRegistered.of(personData(personId))],
    metadata,
  });
}

test('new streams asked for at once are all there, each with its own ids', async () => {
  await using test = await openTestPlatform();
  const { eventLog, database } = test.platform;
  const people = Array.from({ length: 150 }, () => uuid());
  const appended = await Promise.all(people.map((personId) => begin(eventLog, personId)));
  for (const [index, { eventIds, version }] of appended.entries()) {
    expect(version).toBe(1);
    const rows = await database.sql`select stream from log.events where id = any(${eventIds})`;
    expect(rows).toEqual([{ stream: `person-${people[index]}` }]);
  }
});

test('a stream that is there already fails alone', async () => {
  await using test = await openTestPlatform();
  const { eventLog } = test.platform;
  const taken = uuid();
  await begin(eventLog, taken);
  const people = [uuid(), taken, uuid()];
  const outcomes = await Promise.allSettled(people.map((personId) => begin(eventLog, personId)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toHaveProperty('reason', expect.any(VersionConflict));
});

test('a command on an id that is taken hears what the decider says of it', async () => {
  await using test = await openTestPlatform();
  const { eventLog } = test.platform;
  const id = uuid();
  const command = { type: 'RegisterPerson', ...personData(id) } as const;
  const register = () =>
    executeCommand(eventLog, metadata, { decider: personDecider, id, command, isNew: true });
  expect(await register()).toMatchObject({ ok: true, value: { value: { version: 1 } } });
  expect(await register()).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
});

test('commands that change two people crosswise both take effect', async () => {
  await using test = await openTestPlatform();
  const { eventLog } = test.platform;
  const [ana, ben] = [uuid(), uuid()];
  await begin(eventLog, ana);
  await begin(eventLog, ben);
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  const rename = (first: string, second: string) => {
    let attempts = 0;
    return transact(eventLog, metadata, async (unit) => {
      attempts += 1;
      await unit.command(personDecider, first, { type: 'RenamePerson', name: uuid() });
      // At the first attempt each holds what the other one needs next: a deadlock.
      arrived += 1;
      if (arrived === 2) met.resolve();
      if (attempts === 1) await met.promise;
      await unit.command(personDecider, second, { type: 'RenamePerson', name: uuid() });
      return accept(null);
    });
  };
  const both = await Promise.all([rename(ana, ben), rename(ben, ana)]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(arrived).toBeGreaterThan(2);
});
