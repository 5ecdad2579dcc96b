import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import type { NotificationPreferences } from '#domain/notifications/preferences.decider.ts';

/** A stretch of time whose name any worker works out alike, and when what is of it is due. */
export interface Window {
  name: string;
  dueAt: Date;
}

type Clock = Pick<NotificationPreferences, 'timeZone' | 'quietHours'>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** When the quiet hours that a moment lies in are over. */
export function quietWindow({ timeZone, quietHours }: Clock, at: Date): Window {
  if (!quietHours) throw new Error('there are no quiet hours');
  const zone = timeZone ?? 'UTC';
  const nowMs = wallClockMs(at, zone);
  const [hours = 0, minutes = 0] = quietHours.to.split(':').map(Number);
  let endMs = Math.floor(nowMs / dayMs) * dayMs + (hours * 60 + minutes) * minuteMs;
  if (endMs <= nowMs) endMs += dayMs;
  const dueAt = instantAtWallClock(endMs, zone);
  return { name: `quiet ${new Date(endMs).toISOString().slice(0, 16)}`, dueAt };
}
