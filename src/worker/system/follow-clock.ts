/**
 * What is due by the time alone: a scheduled announcement appears, a maintenance begins and ends.
 * Each worker looks once a second, which one query answers. The streams decide, so that of several
 * workers, or of one that was killed and came back, one appends the event and the others find it
 * done; a read model that lags only makes it late.
 */
import type { Logger } from 'pino';
import { announcementDecider } from '#domain/system/announcement.decider.ts';
import { maintenanceDecider } from '#domain/system/maintenance.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { Loop } from '#infra/log/loop.ts';
import type { Platform } from '#infra/platform.ts';
import { dueAnnouncements } from '#readmodels/system/announcements.query.ts';
import { dueMaintenance } from '#readmodels/system/maintenance.query.ts';

const roundMs = 1_000;

type Needed = Pick<Platform, 'database' | 'eventLog'>;

/** Runs until disposed of; then the round under way is finished. */
export function followClock(platform: Needed, log: Logger): AsyncDisposable {
  const loop = new Loop({
    name: 'clock of the system',
    pollIntervalMs: roundMs,
    log,
    run: () => carryOutDue(platform, new Date()),
  });
  loop.wake();
  return loop;
}

/** Everything that is due at `now`. */
export async function carryOutDue({ database, eventLog }: Needed, now: Date): Promise<void> {
  const at = now.toISOString();
  const metadata = { actorId: null };
  const [announcements, windows] = await Promise.all([
    dueAnnouncements(database, at),
    dueMaintenance(database, at),
  ]);
  for (const id of announcements) {
    const command = { type: 'PublishDueAnnouncement', at } as const;
    const published = await executeCommand(eventLog, metadata, {
      decider: announcementDecider,
      id,
      command,
    });
    if (!published.ok) throw new Error(`announcement ${id} is due: ${published.refusal.code}`);
  }
  for (const id of windows) {
    const command = { type: 'FollowMaintenanceClock', at } as const;
    const followed = await executeCommand(eventLog, metadata, {
      decider: maintenanceDecider,
      id,
      command,
    });
    if (!followed.ok) throw new Error(`maintenance ${id} is due: ${followed.refusal.code}`);
  }
}
