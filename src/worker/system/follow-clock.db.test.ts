import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { announcementDecider } from '#domain/system/announcement.decider.ts';
import { maintenanceDecider } from '#domain/system/maintenance.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { carryOutDue, followClock } from './follow-clock.ts';

const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

async function writeForLater({ eventLog, tail }: Platform, startsAt: string): Promise<string> {
  const announcementId = uuidv7();
  const announcement = {
    announcementId,
    title: 'New look',
    message: '',
    type: 'info',
    audience: 'everyone',
    projectId: null,
    startsAt,
    expiresAt: null,
    authorId: null,
  } as const;
  const at = new Date().toISOString();
  const written = await executeCommand(
    eventLog,
    { actorId: null },
    {
      decider: announcementDecider,
      id: announcementId,
      command: { type: 'WriteAnnouncement', announcement, at },
    },
  );
  if (!written.ok) throw new Error(written.refusal.code);
  await tail.whenVisible(written.value.eventIds, 10_000);
  return `announcement-${announcementId}`;
}

async function typesOf({ eventLog }: Platform, stream: string): Promise<string[]> {
  const { events } = await readStream(eventLog.sql, eventLog.keys, stream);
  return events.map(({ type }) => type);
}

const once = ['AnnouncementScheduled', 'AnnouncementPublished'];

test('what is due appears once, whatever the workers do at the same moment', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const others = await Promise.all([test_.another(), test_.another()]);
  const startsAt = fromNow(60_000);
  const streams = await Promise.all(
    Array.from({ length: 20 }, () => writeForLater(platform, startsAt)),
  );
  await carryOutDue(platform, new Date(Date.parse(startsAt) - 1));
  expect(await typesOf(platform, streams[0] ?? '')).toEqual(['AnnouncementScheduled']);
  const workers = [platform, ...others];
  await Promise.all(workers.map((worker) => carryOutDue(worker, new Date(startsAt))));
  // Read models that do not show it yet make nobody do it again.
  await Promise.all(workers.map((worker) => carryOutDue(worker, new Date(startsAt))));
  for (const stream of streams) expect(await typesOf(platform, stream)).toEqual(once);
});

test('by two workers, of which one is stopped and another comes', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const log = pino({ level: 'silent' });
  await using _stays = followClock(platform, log);
  const stream = await (async () => {
    await using _goes = followClock(await test_.another(), log);
    return await writeForLater(platform, fromNow(500));
  })();
  await using _comes = followClock(await test_.another(), log);
  await expect.poll(() => typesOf(platform, stream)).toEqual(once);
  const second = await writeForLater(platform, fromNow(300));
  await expect.poll(() => typesOf(platform, second)).toEqual(once);
  expect(await typesOf(platform, stream)).toEqual(once);
});

test('a maintenance begins and ends by itself', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const maintenanceId = uuidv7();
  const maintenance = {
    maintenanceId,
    message: '',
    startsAt: fromNow(60_000),
    endsAt: fromNow(120_000),
  };
  const at = new Date().toISOString();
  const scheduled = await executeCommand(
    platform.eventLog,
    { actorId: null },
    {
      decider: maintenanceDecider,
      id: maintenanceId,
      command: { type: 'ScheduleMaintenance', maintenance, at },
    },
  );
  if (!scheduled.ok) throw new Error(scheduled.refusal.code);
  await platform.tail.whenVisible(scheduled.value.eventIds, 10_000);
  const stream = `maintenance-${maintenanceId}`;
  await carryOutDue(platform, new Date(maintenance.startsAt));
  await expect
    .poll(async () => {
      await carryOutDue(platform, new Date(maintenance.endsAt));
      return typesOf(platform, stream);
    })
    .toEqual(['MaintenanceScheduled', 'MaintenanceBegun', 'MaintenanceEnded']);
});
