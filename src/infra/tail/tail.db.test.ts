import pino from 'pino';
import { expect, test } from 'vitest';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { readLog } from '../log/read.ts';
import { Signals } from '../log/signals.ts';
import { LogTail } from './tail.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });

/** A tail that nobody but the test wakes. */
async function openTail() {
  await using opening = new AsyncDisposableStack();
  const { platform } = opening.use(await openTestPlatform());
  const { sql } = platform.database;
  const { keys } = platform.eventLog;
  const signals = new Signals(sql, log);
  const projections = platform.engine.names;
  const tail = opening.use(
    new LogTail({ sql, projections, keys, signals, log, pollIntervalMs: 600_000 }),
  );
  const seen: RecordedEvent[] = [];
  tail.onEvents((events) => void seen.push(...events));
  await registerPerson(platform, { name: 'Ana' });
  await tail.start(0);
  await eventually(() => expect(seen).toHaveLength(1));
  await tail.whenVisible([seen[0]?.id ?? ''], 1_000);
  const opened = opening.move();
  return { platform, signals, tail, seen, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test('what it is given is passed on, once and without reading it', async () => {
  await using opened = await openTail();
  const { signals, seen } = opened;
  const [first] = seen as [RecordedEvent];
  const made = { ...first, id: '-1', position: 2 };
  signals.raise('advanced', [first, made]);
  signals.raise('advanced', [made]);
  await eventually(() => expect(seen.map(({ id }) => id)).toEqual([first.id, '-1']));
});

test('after a gap the log is read', async () => {
  await using opened = await openTail();
  const { platform, signals, seen } = opened;
  for (const name of ['Bea', 'Cleo']) await registerPerson(platform, { name });
  const all = await readLog(platform.database.sql, platform.eventLog.keys, { after: 0, limit: 9 });
  signals.raise('advanced', all.slice(2));
  await eventually(() => expect(seen.map(({ position }) => position)).toEqual([1, 2, 3]));
});

test('everybody who waits for the same event is told when it comes', async () => {
  await using opened = await openTail();
  const { signals, tail, seen } = opened;
  const [first] = seen as [RecordedEvent];
  const made = { ...first, id: '-1', position: 2 };
  const waiting = [tail.whenVisible(['-1'], 5_000), tail.whenVisible(['-1'], 5_000)];
  // Whoever gives up first takes nobody else along.
  expect(await tail.whenVisible(['-1'], 1)).toBe(false);
  signals.raise('advanced', [made]);
  expect(await Promise.all(waiting)).toEqual([true, true]);
});
