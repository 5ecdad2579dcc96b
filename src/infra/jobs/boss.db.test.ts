import pino from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connect } from '#infra/db/connect.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { declareQueues, openBoss } from './boss.ts';

const queue = 'tests.dig';
const dig = { queue, schema: z.object({}), retryLimit: 3, expireInSeconds: 3_600, concurrency: 1 };

test('a job whose worker died is for others long before its time is over', async () => {
  await using stack = new AsyncDisposableStack();
  const { ownerUrl: url } = stack.use(await openTestPlatform());
  const log = pino({ level: 'silent' });
  const boss = await openBoss({ url, role: null, working: false, notify: false, log });
  stack.defer(() => boss.stop({ graceful: false }));
  const owner = connect(url, { max: 1 });
  stack.defer(() => owner.end());
  await declareQueues(boss, [dig]);
  await boss.send(queue, { of: 'the dead' });
  await boss.send(queue, { of: 'the living' });
  // Who has them says no more of the one.
  expect(await boss.fetch(queue, { batchSize: 2 })).toHaveLength(2);
  await owner`
    update pgboss.job set heartbeat_on = heartbeat_on - interval '31 seconds'
    where data ->> 'of' = 'the dead'`;
  await boss.supervise(queue);
  const jobs = await owner`select data ->> 'of' as of, state from pgboss.job order by state`;
  expect(jobs).toEqual([
    { of: 'the dead', state: 'retry' },
    { of: 'the living', state: 'active' },
  ]);
});
