/**
 * Windows of time, each with a name that any worker works out alike: whatever restarts, runs twice
 * or lives by another clock finds the same name taken.
 */
import type { NotificationPreferences } from '#domain/notifications/preferences.decider.ts';
import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import type { Window } from '../quiet-window.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** For what is told at once: all of a person's of the same short time, when it can have been read. */
export function windowAfter(at: Date, delaySeconds: number): Window {
  const lengthMs = delaySeconds * 1_000;
  const dueAt = new Date((Math.floor(at.getTime() / lengthMs) + 2) * lengthMs);
  return { name: `now ${dueAt.toISOString()}`, dueAt };
}

type Clock = Pick<NotificationPreferences, 'timeZone' | 'digest'>;

/** The last digest that was due by then; null where none is wanted. */
export function digestWindow({ timeZone, digest }: Clock, now: Date): Window | null {
  const { frequency, hour, weekday } = digest;
  if (frequency === 'none') return null;
  const zone = timeZone ?? 'UTC';
  let day = Math.floor(wallClockMs(now, zone) / dayMs);
  if (frequency === 'weekly') day -= (isoWeekday(day) - weekday + 7) % 7;
  const dueOn = (date: number) => instantAtWallClock(date * dayMs + hour * 60 * minuteMs, zone);
  if (dueOn(day) > now) day -= frequency === 'weekly' ? 7 : 1;
  // A week has one, on whatever day the person moves it to.
  const named = frequency === 'weekly' ? day - isoWeekday(day) + 1 : day;
  const date = new Date(named * dayMs).toISOString().slice(0, 10);
  return { name: `${frequency} ${date}`, dueAt: dueOn(day) };
}

/** Monday is 1. The first day that is counted was a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
