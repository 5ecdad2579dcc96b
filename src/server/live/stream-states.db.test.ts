import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { PersonRegistered, PersonRenamed } from '#domain/people/person.events.ts';
import { transact } from '#infra/log/transact.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { readLog } from '#infra/log/read.ts';
import { FrameFactory } from './frame-factory.ts';
import { frameMaker } from './frame-maker.ts';
import { PeopleNames } from './people-names.ts';

const names: StreamFold<readonly string[]> = {
  initial: [],
  evolve: (state, { data }) => [...state, (data as { name: string }).name],
};

const told = {
  frame: 'person',
  fold: names,
  data: (_: unknown, __: unknown, state: readonly string[]) => ({ names: state }),
};

async function renamed({ platform }: TestPlatform, everyName: readonly string[]): Promise<void> {
  const personId = uuidv7();
  const [first = '', ...others] = everyName;
  const registered = await transact(platform.eventLog, { actorId: personId }, (unit) =>
    unit.command(personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: `${personId}@example.org`,
      name: first,
      role: 'member',
      language: 'en',
    }),
  );
  if (!registered.ok) throw new Error(registered.refusal.code);
  for (const name of others) {
    const done = await transact(platform.eventLog, { actorId: personId }, (unit) =>
      unit.command(personDecider, personId, { type: 'RenamePerson', name }),
    );
    if (!done.ok) throw new Error(done.refusal.code);
  }
}

it('tells what a stream was after each event, the same in any batch, by one query or by none', async () => {
  await using test = await openTestPlatform();
  await renamed(test, ['Ana', 'Ana B.', 'Ana C.']);
  await renamed(test, ['Bea', 'Bea D.']);
  const { sql } = test.platform.database;
  const { keys } = test.platform.eventLog;
  await expect.poll(async () => (await readLog(sql, keys, { after: 0, limit: 10 })).length).toBe(5);
  const events = await readLog(sql, keys, { after: 0, limit: 10 });

  const frames = new FrameFactory({
    names: new PeopleNames(),
    keys,
    makers: [frameMaker(PersonRegistered, told), frameMaker(PersonRenamed, told)],
  });
  let queries = 0;
  const counting = new Proxy(sql, {
    apply(target, self, args) {
      queries += 1;
      return Reflect.apply(target, self, args) as unknown;
    },
  });
  const make = async (batch: readonly RecordedEvent[]) =>
    (await frames.make(counting, batch))
      .filter((frame) => frame.type === 'person')
      .map((frame) => frame.dataJson);

  // Of each stream it is all there is.
  const atOnce = await make(events);
  expect(queries).toBe(0);
  expect(atOnce).toEqual([
    '{"names":["Ana"]}',
    '{"names":["Ana","Ana B."]}',
    '{"names":["Ana","Ana B.","Ana C."]}',
    '{"names":["Bea"]}',
    '{"names":["Bea","Bea D."]}',
  ]);
  const later = events.flatMap(({ version }, index) => (version > 1 ? [index] : []));
  const withoutBeginnings = await make(events.filter(({ version }) => version > 1));
  expect(withoutBeginnings).toEqual(later.map((index) => atOnce[index]));
  expect(queries).toBe(1);
  const oneByOne = await Promise.all(events.map((event) => make([event])));
  expect(oneByOne.flat()).toEqual(atOnce);
});
