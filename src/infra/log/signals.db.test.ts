import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { eventually } from '#tests/support/eventually.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { Signals } from './signals.ts';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });

test('who is alone notifies nobody, and begins when somebody else comes', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => void vi.useRealTimers());
  const { ownerUrl } = stack.use(await createTestDatabase());
  const sql = connect(ownerUrl, { max: 3, onnotice: () => {} });
  stack.defer(() => sql.end());
  const told: string[] = [];
  await sql.listen('ecosystia', (payload) => told.push(payload.split(' ')[1] ?? ''));
  const one = stack.use(new Signals(sql, log));
  await one.listen(ownerUrl, 'one');
  await eventually(() => expect(told).toEqual(['watchdog']));
  vi.advanceTimersByTime(11_000);
  one.raise('advanced');

  const other = stack.use(new Signals(sql, log));
  let woken = 0;
  await other.listen(ownerUrl, 'other');
  other.on('advanced', () => (woken += 1));
  await eventually(() => {
    one.raise('advanced');
    expect(woken).toBeGreaterThan(0);
  });
  expect(told.slice(0, 2)).toEqual(['watchdog', 'watchdog']);
});
