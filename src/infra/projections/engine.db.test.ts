import pino from 'pino';
import { expect, test } from 'vitest';
import { registerPerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openTestPlatform, type TestPlatform } from '#tests/support/platform.ts';
import { ProjectionEngine } from './engine.ts';
import type { Projection } from './projection.ts';

function failing(code: string): Projection {
  return {
    name: 'failing',
    tables: [],
    handlers: {
      PersonRegistered: () => {
        throw Object.assign(new Error(code), { code });
      },
    },
  };
}

async function engineThatMeets({ platform }: TestPlatform, code: string) {
  const { logDatabase, eventLog } = platform;
  const engine = new ProjectionEngine(logDatabase, eventLog.keys, [failing(code)]);
  await engine.prepare();
  return engine;
}

test('a database that is away or refuses to let in is no fault of a projection', async () => {
  await using test = await openTestPlatform();
  await registerPerson(test.platform, { name: 'Ana' });
  for (const code of ['EHOSTUNREACH', 'EAI_AGAIN', 'ENETUNREACH', '25P03', '28P01', '57P03']) {
    const engine = await engineThatMeets(test, code);
    await expect(engine.catchUp(), code).rejects.toThrow(code);
    expect(engine.broken.size, code).toBe(0);
  }
  const engine = await engineThatMeets(test, '23502');
  await engine.catchUp();
  expect([...engine.broken.keys()]).toEqual(['failing']);
});

test('a read model that cannot take an event is said in the log, once, and when it can again', async () => {
  const said: { msg: string; projection?: string }[] = [];
  const write = (line: string) => said.push(JSON.parse(line) as (typeof said)[number]);
  let isBroken = true;
  const flawed: Projection = {
    name: 'flawed',
    tables: [],
    handlers: {
      PersonRegistered: () => {
        if (isBroken) throw new Error('a fault of ours');
        return [];
      },
    },
  };
  await using test = await openTestPlatform({
    projections: [flawed],
    log: pino({ level: 'info' }, { write }),
  });
  const { platform } = test;
  const saying = (words: string) =>
    said.filter(({ msg }) => msg === words).map(({ projection }) => projection);
  const registering = registerPerson(platform, { name: 'Ana' });
  await eventually(() =>
    expect(saying('a read model cannot take the next event')).toEqual(['flawed']),
  );
  isBroken = false;
  for (const failure of platform.engine.broken.values()) failure.retryAt = 0;
  await registering;
  await eventually(() => expect(saying('a read model takes events again')).toEqual(['flawed']));
  expect(saying('a read model cannot take the next event')).toEqual(['flawed']);
});

test('who no longer leads says nothing of read models that it does not bring up', async () => {
  await using test = await openTestPlatform({ projections: [failing('23502')] });
  const { platform } = test;
  await eventually(() => expect(platform.leader.leading).toBe(true));
  await platform.database.sql`
    update log.leader set holder = 'another', leased_until = now() + interval '1 hour'`;
  platform.engine.broken.set('failing', { name: 'failing', after: 0, error: null, retryAt: 0 });
  await eventually(() => expect(platform.leader.leading).toBe(false));
  expect(platform.engine.broken.size).toBe(0);
});
