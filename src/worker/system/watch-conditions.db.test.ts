import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { openDatabase } from '#infra/db/database.ts';
import { appRole } from '#infra/db/roles.ts';
import { declareQueues, openBoss } from '#infra/jobs/boss.ts';
import { readLog } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { notify } from '#tests/support/live.ts';
import { conditions, isNearlyFull } from './conditions.ts';
import { watchConditions } from './watch-conditions.ts';

const log = pino({ level: 'silent' });
const gigabyte = 1024 ** 3;

async function alertsOf({ eventLog }: Platform): Promise<string[]> {
  const events = await readLog(eventLog.sql, eventLog.keys, { after: 0, limit: 1_000 });
  return events
    .filter(({ stream }) => stream.startsWith('alert-'))
    .map(({ type, data }) => `${type} ${(data as { code: string }).code}`);
}

test('a condition raises one alert while it holds, and resolves it when it is gone', async () => {
  await using opened = new AsyncDisposableStack();
  const test_ = opened.use(await openTestPlatform());
  const { platform, ownerUrl } = test_;
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-watch-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const boss = await openBoss({ url: ownerUrl, role: appRole, working: false, notify: false, log });
  opened.defer(() => boss.stop());
  await boss.createQueue('files.make-renditions');
  const storage = await DiskStorage.open(folder);
  let space = { free: 500 * gigabyte, total: 1_000 * gigabyte };
  storage.space = () => Promise.resolve(space);
  const watched = { platform, storage, reactions: ['late'], log };
  const look = async () => {
    await watchConditions(watched);
    await watchConditions(watched);
    return alertsOf(platform);
  };

  expect(await look()).toEqual([]);
  space = { free: gigabyte, total: 100 * gigabyte };
  await expect.poll(look).toEqual(['AlertRaised disk.nearly_full']);
  space = { free: 50 * gigabyte, total: 100 * gigabyte };
  const first = ['AlertRaised disk.nearly_full', 'AlertResolved disk.nearly_full'];
  await expect.poll(look).toEqual(first);

  const { sql } = platform.database;
  const jobId = await boss.send('files.make-renditions', {}, { retryLimit: 0 });
  await boss.fetch('files.make-renditions');
  await boss.fail('files.make-renditions', String(jobId));
  await expect.poll(look).toEqual([...first, 'AlertRaised jobs.failing']);

  // Somebody was told of something two minutes ago, and the reaction has not looked at it.
  await sql`insert into ops.reaction_checkpoints (name, position) values ('late', 0), ('gone', 0)`;
  await notify(platform, uuidv7());
  const late = { ...watched, reactions: ['late'] };
  await watchConditions(late);
  expect(await alertsOf(platform)).not.toContain('AlertRaised reactions.behind');
  await using owner = openDatabase({
    url: ownerUrl,
    role: null,
    applicationName: 'test',
    maxConnections: 1,
  });
  await owner.sql`alter table log.events disable trigger all`;
  await owner.sql`update log.events set occurred_at = occurred_at - interval '2 minutes'`;
  await expect.poll(look).toContain('AlertRaised reactions.behind');
  await sql`update ops.reaction_checkpoints set position = (select max(position) from log.positions)`;
  await expect.poll(look).toContain('AlertResolved reactions.behind');
});

test('a job that gave up with its worker is told of, unless the clock does its work again', async () => {
  await using opened = new AsyncDisposableStack();
  const { platform, ownerUrl } = opened.use(await openTestPlatform());
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-watch-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const watched = { platform, storage: await DiskStorage.open(folder), reactions: [] };
  const boss = await openBoss({ url: ownerUrl, role: appRole, working: false, notify: false, log });
  opened.defer(() => boss.stop());
  const { sql } = platform.database;
  const [tick, dig] = ['tests.tick', 'tests.dig'];
  const definition = { retryLimit: 0, expireInSeconds: 3_600 };
  await declareQueues(boss, [
    { queue: tick, ...definition },
    { queue: dig, ...definition },
  ]);
  await boss.schedule(tick, '0 0 1 1 *', {});
  const dieAt = async (queue: string) => {
    await boss.send(queue, {});
    await boss.fetch(queue);
    await sql`
      update pgboss.job set heartbeat_on = heartbeat_on - interval '31 seconds'
      where name = ${queue}`;
    await boss.supervise(queue);
    expect(await sql`select state from pgboss.job where name = ${queue}`).toEqual([
      { state: 'failed' },
    ]);
  };
  await dieAt(tick);
  expect(await conditions['jobs.failing'](watched)).toBeNull();
  await dieAt(dig);
  expect(await conditions['jobs.failing'](watched)).toEqual({ jobs: 1, queue: dig });
});

test.each([
  [100, 2_000, false],
  [6, 1_000, false],
  [4, 1_000, true],
  [4, 10, false],
  [0.4, 10, true],
])('%s GB free of %s GB', (free, total, expected) => {
  expect(isNearlyFull(free * gigabyte, total * gigabyte)).toBe(expected);
});
