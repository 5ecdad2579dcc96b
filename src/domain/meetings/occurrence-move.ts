/**
 * Where the times of a meeting go when it is moved: as far as its start does, on the clocks of both
 * zones, but for what the rule says itself. Days and hours that it still names stay, whatever it
 * begins with; and of a rule that has one day a month, each goes to that day of its own month.
 */
import { instantAtWallClock, wallClockMs } from '../kernel/wall-clock.ts';
import type { MeetingDetails } from './meeting.events.ts';
import { type Recurrence, readRecurrence, valuesOf, weekdays } from './recurrence.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type Timing = Pick<MeetingDetails, 'startsAt' | 'timeZone' | 'recurrence'>;

/** When one time of a meeting is: by its rule, and by itself. */
export interface Times {
  originalStartsAt: string;
  startsAt: string;
}

export function moveBetween(before: Timing, after: Timing): (times: Times) => Times {
  if (before.startsAt === after.startsAt && before.timeZone === after.timeZone) {
    return ({ originalStartsAt, startsAt }) => ({ originalStartsAt, startsAt });
  }
  const [from, to] = [seriesOf(before), seriesOf(after)];
  const keepsDays = keeps(daysOf(from, to), daysOf(to, from));
  const unitMs = keeps(named(from, 'BYHOUR'), named(to, 'BYHOUR')) ? hourMs : dayMs;
  const onTheClockMs = within(to.startMs, unitMs) - within(from.startMs, unitMs);
  const onTheWall = (instant: string) => wallClockMs(new Date(instant), before.timeZone);
  return ({ originalStartsAt, startsAt }) => {
    const originalMs = onTheWall(originalStartsAt);
    const days = keepsDays ? daysKept(from, to, originalMs) : daysBetween(from, to, originalMs);
    const moved = (instant: string) => {
      const wallMs = onTheWall(instant) + days * dayMs + onTheClockMs;
      return instantAtWallClock(wallMs, after.timeZone).toISOString();
    };
    return { originalStartsAt: moved(originalStartsAt), startsAt: moved(startsAt) };
  };
}

interface Series {
  /** As it is written; empty where it takes place once. */
  written: string;
  rule: Recurrence | null;
  /** By the clock of its zone. */
  startMs: number;
}

function seriesOf({ startsAt, timeZone, recurrence }: Timing): Series {
  const read = recurrence === null ? 'bad_rule' : readRecurrence(recurrence);
  return {
    written: recurrence ?? '',
    rule: typeof read === 'string' ? null : read,
    startMs: wallClockMs(new Date(startsAt), timeZone),
  };
}

function named({ written }: Series, part: string): string[] {
  return valuesOf(written, part).map((value) => `${part}=${value.replace('+', '')}`);
}

function namedDays(series: Series): string[] {
  return ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY'].flatMap((part) => named(series, part));
}

/** Beside one that names its days, one that comes by the week has the day that it begins on. */
function daysOf(series: Series, other: Series): string[] {
  const days = namedDays(series);
  const isWeekly = series.rule?.frequency === 'WEEKLY';
  if (days.length > 0 || !isWeekly || namedDays(other).length === 0) return days;
  return [`BYDAY=${weekdays[weekdayOf(series.startMs)]}`];
}

/** One of both names all that the other does: what is in both of them stays as it is. */
function keeps(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0 || after.length === 0) return false;
  return (
    before.every((value) => after.includes(value)) || after.every((value) => before.includes(value))
  );
}

/** None, but where the rule leaves out weeks or months and the start goes to one that it left out. */
function daysKept(from: Series, to: Series, originalMs: number): number {
  const { frequency, interval = 1 } = to.rule ?? {};
  if (frequency === 'WEEKLY') {
    return 7 * within(weekOf(to.startMs) - weekOf(from.startMs), interval);
  }
  const months = within(monthOf(to.startMs) - monthOf(from.startMs), interval);
  return daysByMonths(months, from, to, originalMs) ?? 0;
}

function daysBetween(from: Series, to: Series, originalMs: number): number {
  const months = monthOf(to.startMs) - monthOf(from.startMs);
  const asFar = Math.floor(to.startMs / dayMs) - Math.floor(from.startMs / dayMs);
  return daysByMonths(months, from, to, originalMs) ?? asFar;
}

function daysByMonths(months: number, from: Series, to: Series, originalMs: number): number | null {
  const month = monthOf(originalMs);
  const [before, after] = [dayInMonth(from, month), dayInMonth(to, month + months)];
  return before === null || after === null ? null : after - before;
}

/** The day, counted from 1970, of a rule that has one in a month; null of any other rule and month. */
function dayInMonth({ rule, startMs }: Series, month: number): number | null {
  if (rule?.frequency !== 'MONTHLY') return null;
  const { byDay, byMonthDay } = rule;
  if (byDay.length + byMonthDay.length > 1 || byDay.some(({ nth }) => nth === null)) return null;
  const [first, next] = [month, month + 1].map((number) => Date.UTC(1970, number) / dayMs);
  if (first === undefined || next === undefined) return null;
  const [counted] = byDay;
  const date = byMonthDay[0] ?? new Date(startMs).getUTCDate();
  let day = date < 0 ? next + date : first + date - 1;
  if (counted?.nth) {
    const wanted = weekdays.indexOf(counted.weekday);
    const firstOne = first + ((wanted - weekdayOf(first * dayMs) + 7) % 7);
    const firstAfter = next + ((wanted - weekdayOf(next * dayMs) + 7) % 7);
    day = counted.nth > 0 ? firstOne + (counted.nth - 1) * 7 : firstAfter + counted.nth * 7;
  }
  return day >= first && day < next ? day : null;
}

/** Counted from that of the first of January 1970, a Thursday; they begin on Mondays. */
function weekOf(wallMs: number): number {
  return Math.floor((Math.floor(wallMs / dayMs) + 3) / 7);
}

/** Counted from January 1970. */
function monthOf(wallMs: number): number {
  const date = new Date(wallMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** As `weekdays` has them. */
function weekdayOf(wallMs: number): number {
  return (new Date(wallMs).getUTCDay() + 6) % 7;
}

/** What is more than whole units, also of what is before 1970. */
function within(amount: number, unit: number): number {
  return amount - Math.floor(amount / unit) * unit;
}
