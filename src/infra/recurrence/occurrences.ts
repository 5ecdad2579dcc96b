/**
 * When a meeting that comes again takes place: its rule, worked out on the clock of its own time
 * zone, so that nine o'clock stays nine o'clock when the clocks change. The start itself always
 * counts, as calendars have it. A time that a day does not have (02:30 in spring) is left out, as
 * RFC 5545 says.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import { readRecurrence } from '#domain/meetings/recurrence.ts';

export interface Series {
  startsAt: string;
  timeZone: string;
  /** Null where it takes place once. */
  recurrence: string | null;
}

/** Starts within a span of time: `from` is part of it, `to` is not. */
export function occurrencesBetween(
  series: Series,
  { from, to }: { from: Date; to: Date },
): string[] {
  const fromMs = from.getTime();
  const toMs = to.getTime();
  const rule = ruleOf(series);
  if (!rule) return isWithin(series.startsAt, fromMs, toMs) ? [series.startsAt] : [];
  return rule
    .between(from, to, true)
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .filter((atMs) => atMs >= fromMs && atMs < toMs)
    .map((atMs) => new Date(atMs).toISOString());
}

export function isOccurrence(series: Series, startsAt: string): boolean {
  const from = new Date(startsAt);
  const to = new Date(from.getTime() + 1);
  return occurrencesBetween(series, { from, to }).length > 0;
}

/** How many there are before this one. */
export function occurrencesBefore(series: Series, startsAt: string): number {
  const from = new Date(series.startsAt);
  return occurrencesBetween(series, { from, to: new Date(startsAt) }).length;
}

/** The same time of day, in the series' zone, as many days later as lie between two moments. */
export function movedAlike(startsAt: string, timeZone: string, move: Move): string {
  const onTheWall = (instant: string) => wallClockMs(new Date(instant), timeZone);
  const [before, after] = [onTheWall(move.before), onTheWall(move.after)];
  const start = onTheWall(startsAt);
  return instantAtWallClock(start + after - before, timeZone).toISOString();
}

export interface Move {
  before: string;
  after: string;
}

function isWithin(instant: string, fromMs: number, toMs: number): boolean {
  const atMs = Date.parse(instant);
  return atMs >= fromMs && atMs < toMs;
}

/** Null where it takes place once, also by a rule of earlier days that is read no more. */
function ruleOf({ startsAt, timeZone, recurrence }: Series) {
  if (recurrence === null || typeof readRecurrence(recurrence) === 'string') return null;
  return new RRuleTemporal({
    rruleString: `RRULE:${recurrence.replace(/^RRULE:/, '')}`,
    dtstart: { timeZoneId: timeZone, toString: () => `${startsAt}[${timeZone}]` },
    includeDtstart: true,
  });
}
