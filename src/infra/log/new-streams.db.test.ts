import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { AlertRaised } from '#domain/system/alert.events.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { untilSomebodyWaits } from '#tests/support/waiting.ts';
import { appendNewStreams, VersionConflict } from './append.ts';
import { NewStreams } from './new-streams.ts';

test('of two batches that begin the same streams in another order, each stream is begun by one', async () => {
  await using given = await openTestPlatform();
  const { sql } = given.platform.database;
  const { keys } = given.platform.eventLog;
  const [one, middle, other] = [uuidv7(), uuidv7(), uuidv7()] as const;
  const began = (alertId: string) => {
    const raised = AlertRaised.of({
      alertId,
      code: 'disk.nearly_full',
      severity: 'warning',
      params: {},
      raisedAt: new Date().toISOString(),
    });
    return { stream: `alert-${alertId}`, events: [raised], metadata: { actorId: null } };
  };
  const begin = (alertIds: readonly string[]) => {
    const streams = new NewStreams(sql, keys);
    return Promise.allSettled(alertIds.map((alertId) => streams.append(began(alertId))));
  };
  const batches: ReturnType<typeof begin>[] = [];
  const held = sql.begin(async (tx) => {
    await appendNewStreams(tx, keys, [began(middle)]);
    for (const order of [
      [one, middle, other],
      [other, middle, one],
    ]) {
      batches.push(begin(order));
      // Each has its first stream and waits for the one in the middle.
      await untilSomebodyWaits(sql, batches.length);
    }
    throw new Error('taken back');
  });
  await expect(held).rejects.toThrow('taken back');
  const outcomes = (await Promise.all(batches)).flat();
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VersionConflict);
  }
});
