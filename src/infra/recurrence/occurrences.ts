/**
 * When a meeting that comes again takes place: its rule, worked out on the clock of its own time
 * zone, so that nine o'clock stays nine o'clock when the clocks change. The start itself always
 * counts, as calendars have it. A time that a day does not have (02:30 in spring) is left out, as
 * RFC 5545 says.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import { readRecurrence, untilInUtc, withEnd } from '#domain/meetings/recurrence.ts';

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
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  for (const rule of rulesOf(series)) {
    const starts = startsBetween(series, rule, { from, to });
    if (!starts) continue;
    return starts
      .filter((atMs) => atMs >= fromMs && atMs < toMs)
      .map((atMs) => new Date(atMs).toISOString());
  }
  return isWithin(series.startsAt, fromMs, toMs) ? [series.startsAt] : [];
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

/** As it is worked out, then as it is worked out where that fails; none where it takes place once. */
function rulesOf({ recurrence, timeZone }: Series): string[] {
  const read = recurrence === null ? 'bad_rule' : readRecurrence(recurrence);
  if (recurrence === null || typeof read === 'string') return [];
  const { until } = read;
  const rule =
    until === null ? recurrence : withEnd(recurrence, `UNTIL=${untilInUtc(until, timeZone)}`);
  // What is counted for longer than the library counts has its end beyond what anybody looks at.
  return read.count === null ? [rule] : [rule, withEnd(rule, null)];
}

/**
 * Null where the library gives up on the rule, which it says by throwing: one odd meeting must not take the
 * calendar and the reminders from everybody else.
 */
function startsBetween(
  { startsAt, timeZone }: Series,
  rule: string,
  { from, to }: { from: Date; to: Date },
): number[] | null {
  try {
    return new RRuleTemporal({
      rruleString: `RRULE:${rule.replace(/^RRULE:/, '')}`,
      dtstart: { timeZoneId: timeZone, toString: () => `${startsAt}[${timeZone}]` },
      includeDtstart: true,
    })
      .between(from, to, true)
      .map(({ epochMilliseconds }) => epochMilliseconds);
  } catch {
    return null;
  }
}
