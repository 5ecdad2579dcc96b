/** A meeting's recurrence as its form has it, and as the rule that it comes to. */
import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import {
  readRecurrence,
  type Recurrence,
  untilOf,
  type Weekday,
  weekdays,
} from '#domain/meetings/recurrence.ts';

export interface RuleChoice {
  /** `other`: a rule that says more than a form can, kept as it is written. */
  every: 'never' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | 'other';
  interval: number;
  /** Of a week; none stands for the day that the meeting is on. */
  days: readonly Weekday[];
  /** Of a month: the day that it is on, or the weekday, counted from its begin or its end. */
  monthly: 'day' | 'nth' | 'last';
  ends: 'never' | 'count' | 'until';
  count: number;
  until: string;
  written: string;
}

export const noRule: RuleChoice = {
  every: 'never',
  interval: 1,
  days: [],
  monthly: 'day',
  ends: 'never',
  count: 10,
  until: '',
  written: '',
};

interface Start {
  /** As a field for days has it. */
  date: string;
  timeZone: string;
}

/** What a form shows for a rule. */
export function choiceOf(rule: string | null, start: Start): RuleChoice {
  if (rule === null) return noRule;
  const read = readRecurrence(rule);
  const written = { ...noRule, every: 'other', written: rule } as const;
  if (typeof read === 'string' || !isPlain(read, start)) return written;
  const { frequency, interval, count, until, byDay } = read;
  if (frequency === 'HOURLY') return written;
  const days = byDay.map(({ weekday }) => weekday);
  const onlyItsOwn = days.length === 1 && days[0] === weekdayOf(start.date);
  const nth = byDay[0]?.nth;
  return {
    ...noRule,
    every: frequency,
    interval,
    days: frequency === 'WEEKLY' && !onlyItsOwn ? days : [],
    monthly: nth === -1 ? 'last' : nth ? 'nth' : 'day',
    ...(count === null ? {} : { ends: 'count', count }),
    ...(until === null ? {} : { ends: 'until', until: lastDayOf(until, start.timeZone) }),
    written: rule,
  };
}

/** The rule that a form's choice comes to; null for a meeting that takes place once. */
export function ruleOf(choice: RuleChoice, start: Start): string | null {
  if (choice.every === 'never') return null;
  if (choice.every === 'other') return choice.written;
  const parts = [`FREQ=${choice.every}`];
  if (choice.interval > 1) parts.push(`INTERVAL=${choice.interval}`);
  if (choice.every === 'WEEKLY' && choice.days.length > 0) {
    parts.push(`BYDAY=${weekdays.filter((day) => choice.days.includes(day)).join(',')}`);
  }
  if (choice.every === 'MONTHLY' && choice.monthly !== 'day') {
    const nth = choice.monthly === 'last' ? -1 : nthOf(start.date);
    parts.push(`BYDAY=${nth}${weekdayOf(start.date)}`);
  }
  if (choice.ends === 'count') parts.push(`COUNT=${choice.count}`);
  if (choice.ends === 'until' && choice.until !== '') {
    const endOfDay = instantAtWallClock(Date.parse(`${choice.until}T23:59:59Z`), start.timeZone);
    parts.push(`UNTIL=${untilOf(endOfDay)}`);
  }
  return parts.join(';');
}

/** Whether a form can say what the rule does, for a meeting that starts then. */
function isPlain(rule: Recurrence, { date }: Start): boolean {
  const { frequency, byDay, byMonthDay, byMonth, bySetPos, others } = rule;
  if (byMonthDay.length + byMonth.length + bySetPos.length > 0) return false;
  if (others.some((name) => name !== 'WKST')) return false;
  if (byDay.length === 0) return true;
  if (frequency === 'WEEKLY') return true;
  const [day] = byDay;
  if (frequency !== 'MONTHLY' || !day || byDay.length > 1) return false;
  const isItsOwn = day.weekday === weekdayOf(date);
  return isItsOwn && (day.nth === nthOf(date) || (day.nth === -1 && isLastOfMonth(date)));
}

export function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T00:00Z`).getUTCDay();
  return weekdays[(day + 6) % 7] ?? 'MO';
}

const ordinals = ['last', 'first', 'second', 'third', 'fourth', 'fifth'] as const;

/** A number of a rule as the words have it. */
export function ordinalOf(nth: number): (typeof ordinals)[number] {
  return ordinals[nth] ?? 'last';
}

/** Which of its weekday in its month a day is. */
export function nthOf(date: string): number {
  return Math.ceil(Number(date.slice(8)) / 7);
}

export function isLastOfMonth(date: string): boolean {
  const weekLater = new Date(Date.parse(`${date}T00:00Z`) + 7 * 86_400_000);
  return weekLater.getUTCMonth() !== new Date(`${date}T00:00Z`).getUTCMonth();
}

/** The last day that a rule may fall on, in the meeting's zone. */
export function lastDayOf(until: string, timeZone: string): string {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/.exec(until) ?? [];
  if (hour === undefined || !until.endsWith('Z')) return `${year}-${month}-${day}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return new Date(wallClockMs(instant, timeZone)).toISOString().slice(0, 10);
}
