/**
 * What a meeting's recurrence says, as text: RFC 5545's RRULE, read strictly. When its occurrences
 * are is worked out in `#infra/recurrence/`, which only ever gets rules that this has read.
 */
import { instantAtWallClock } from '../kernel/wall-clock.ts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

export const frequencies = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

export interface DayOfRule {
  weekday: Weekday;
  /** Which of them in the month or year, from its end where negative; null for each of them. */
  nth: number | null;
}

export interface Recurrence {
  frequency: Frequency;
  interval: number;
  /** How many there are, the first among them. */
  count: number | null;
  /** The last day or moment, as the rule writes it. */
  until: string | null;
  byDay: readonly DayOfRule[];
  byMonthDay: readonly number[];
  byMonth: readonly number[];
  bySetPos: readonly number[];
  /** Parts that say more than the above; the rule is then told as it is written. */
  others: readonly string[];
}

export type RecurrenceFault = 'bad_rule' | 'rule_too_often' | 'rule_two_ends';

/** Beyond these no rule means a meeting, and working it out would take its time. */
const maxInterval = 1_000;
const maxCount = 1_000;
const maxValues = 100;

const ranges: Record<string, { least: number; most: number; negative: boolean }> = {
  BYHOUR: { least: 0, most: 23, negative: false },
  BYMONTHDAY: { least: 1, most: 31, negative: true },
  BYYEARDAY: { least: 1, most: 366, negative: true },
  BYWEEKNO: { least: 1, most: 53, negative: true },
  BYMONTH: { least: 1, most: 12, negative: false },
  BYSETPOS: { least: 1, most: 366, negative: true },
};

const tooOften = new Set(['BYMINUTE', 'BYSECOND']);
const day = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const dayOrMoment = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z?)?$/;

/** Reads a rule, or says what is wrong with it. */
export function readRecurrence(rule: string): Recurrence | RecurrenceFault {
  const parts = partsOf(rule);
  if (!parts) return 'bad_rule';
  const frequency = parts.get('FREQ');
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY') return 'rule_too_often';
  if (!isFrequency(frequency)) return 'bad_rule';
  if (parts.has('COUNT') && parts.has('UNTIL')) return 'rule_two_ends';
  const recurrence = {
    frequency,
    interval: 1,
    count: null as number | null,
    until: null as string | null,
    byDay: [] as DayOfRule[],
    byMonthDay: [] as number[],
    byMonth: [] as number[],
    bySetPos: [] as number[],
    others: [] as string[],
  };
  for (const [name, value] of parts) {
    if (name === 'FREQ') continue;
    if (tooOften.has(name)) return 'rule_too_often';
    if (name === 'INTERVAL' || name === 'COUNT') {
      const number = wholeNumber(value, name === 'COUNT' ? maxCount : maxInterval);
      if (number === null) return 'bad_rule';
      recurrence[name === 'COUNT' ? 'count' : 'interval'] = number;
    } else if (name === 'UNTIL') {
      if (!isDayOrMoment(value)) return 'bad_rule';
      recurrence.until = value;
    } else if (name === 'BYDAY') {
      const days = daysOf(value);
      const mayCount = frequency === 'MONTHLY' || frequency === 'YEARLY';
      if (!days || (!mayCount && days.some(({ nth }) => nth !== null))) return 'bad_rule';
      recurrence.byDay = days;
    } else if (name === 'WKST') {
      if (!isWeekday(value)) return 'bad_rule';
      recurrence.others.push(name);
    } else {
      const numbers = numbersOf(name, value);
      if (!numbers) return 'bad_rule';
      if (name === 'BYMONTHDAY') recurrence.byMonthDay = numbers;
      else if (name === 'BYMONTH') recurrence.byMonth = numbers;
      else if (name === 'BYSETPOS') recurrence.bySetPos = numbers;
      else recurrence.others.push(name);
    }
  }
  const { byDay, byMonthDay, byMonth, others } = recurrence;
  const selects = byDay.length + byMonthDay.length + byMonth.length + others.length > 0;
  return recurrence.bySetPos.length > 0 && !selects ? 'bad_rule' : recurrence;
}

/** What one part of a rule says, as it is written. */
export function valuesOf(rule: string, part: string): string[] {
  return partsOf(rule)?.get(part)?.split(',') ?? [];
}

/** The rule with its ends taken away, and this one put in their place. */
export function withEnd(rule: string, end: `COUNT=${number}` | `UNTIL=${string}` | null): string {
  const parts = rule.split(';').filter((part) => !/^(COUNT|UNTIL)=/.test(part));
  return [...parts, ...(end ? [end] : [])].join(';');
}

/** Nothing later can be written with four digits of a year. */
const lastMoment = new Date('9999-12-31T23:59:59.000Z');

/** A moment as a rule writes it. */
export function untilOf(instant: Date): string {
  const atMs = Math.min(instant.getTime(), lastMoment.getTime());
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** The moment that a rule's end is on the clock of a zone; of a day, the end of it. */
export function untilInUtc(until: string, timeZone: string): string {
  if (until.endsWith('Z')) return until;
  const [, year, month, date, hour = '23', minute = '59', second = '59'] =
    dayOrMoment.exec(until) ?? [];
  const wallMs = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  return untilOf(instantAtWallClock(wallMs, timeZone));
}

function partsOf(rule: string): Map<string, string> | null {
  const parts = new Map<string, string>();
  for (const part of rule.replace(/^RRULE:/, '').split(';')) {
    const [, name, value] = /^([A-Z]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (!name || !value || parts.has(name)) return null;
    parts.set(name, value);
  }
  return parts;
}

function isFrequency(name: string | undefined): name is Frequency {
  return frequencies.some((frequency) => frequency === name);
}

function isWeekday(name: string | undefined): name is Weekday {
  return weekdays.some((weekday) => weekday === name);
}

function wholeNumber(text: string, most: number): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

function isDayOrMoment(text: string): boolean {
  const [, year, month, date] = dayOrMoment.exec(text) ?? [];
  if (!year) return false;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  // A day that no month has would come out as one of the next.
  return moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(date);
}

function daysOf(value: string): DayOfRule[] | null {
  const days: DayOfRule[] = [];
  for (const text of value.split(',')) {
    const [, number, weekday] = day.exec(text) ?? [];
    const nth = number === undefined ? null : Number(number);
    if (!isWeekday(weekday) || (nth !== null && (nth === 0 || Math.abs(nth) > 53))) return null;
    days.push({ weekday, nth });
  }
  return days.length > maxValues ? null : days;
}

function numbersOf(name: string, value: string): number[] | null {
  const range = ranges[name];
  const texts = value.split(',');
  if (!range || texts.length > maxValues) return null;
  const numbers = texts.map((text) => (/^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN));
  const fits = numbers.every((number) => {
    const size = range.negative ? Math.abs(number) : number;
    return size >= range.least && size <= range.most;
  });
  return fits ? numbers : null;
}
