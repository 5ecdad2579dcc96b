import { localDay } from '#client/ui/local-moment.ts';

/** Days as a calendar counts them: `2026-05-04`, on the reader's clock. */
export type Day = string;

export type CalendarView = 'week' | 'month';

const minuteMs = 60_000;

/** Its midnight; of a night whose clocks leap over it, the hour after. */
export function startOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  return localDay(startOf(text)) === text;
}

/** By the calendar: a day may have 23 hours. */
export function addDays(day: Day, count: number): Day {
  const date = startOf(day);
  date.setDate(date.getDate() + count);
  return localDay(date);
}

/** The same day of another month, or its last. */
export function addMonths(day: Day, count: number): Day {
  const date = startOf(day);
  const wanted = date.getDate();
  date.setDate(1);
  date.setMonth(date.getMonth() + count);
  const lastDate = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate();
  date.setDate(Math.min(wanted, lastDate));
  return localDay(date);
}

export function mondayOf(day: Day): Day {
  return addDays(day, -((startOf(day).getDay() + 6) % 7));
}

/** The days that a view shows: a week, or all weeks that a month touches. */
export function daysOf(view: CalendarView, day: Day): Day[] {
  if (view === 'week') return seven(mondayOf(day));
  const month = day.slice(0, 7);
  const days: Day[] = [];
  for (let monday = mondayOf(`${month}-01`); ; monday = addDays(monday, 7)) {
    if (days.length > 0 && monday.slice(0, 7) > month) return days;
    days.push(...seven(monday));
  }
}

function seven(monday: Day): Day[] {
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

interface Times {
  starts_at: string;
  ends_at: string;
}

/** What touches a day, by its beginning. */
export function onDay<Item extends Times>(items: readonly Item[], day: Day): Item[] {
  const fromMs = startOf(day).getTime();
  const toMs = startOf(addDays(day, 1)).getTime();
  return items.filter(
    (item) => Date.parse(item.starts_at) < toMs && Date.parse(item.ends_at) > fromMs,
  );
}

export interface Placed<Item> {
  item: Item;
  /** From midnight, by the clock's minutes. */
  startMinutes: number;
  lengthMinutes: number;
  /** Side by side with what runs at the same time: which of how many. */
  lane: number;
  lanes: number;
}

/** Less would leave no room for its name. */
const shortestMinutes = 30;

/** Where a day's meetings stand in its column. */
export function placed<Item extends Times>(items: readonly Item[], day: Day): Placed<Item>[] {
  const fromMs = startOf(day).getTime();
  const all: Placed<Item>[] = [];
  let group: Placed<Item>[] = [];
  let groupEnd = 0;
  let laneEnds: number[] = [];
  for (const item of onDay(items, day)) {
    const start = Math.max(0, (Date.parse(item.starts_at) - fromMs) / minuteMs);
    const end = Math.min(24 * 60, (Date.parse(item.ends_at) - fromMs) / minuteMs);
    const length = Math.max(shortestMinutes, end - start);
    if (start >= groupEnd) {
      group = [];
      laneEnds = [];
    }
    const free = laneEnds.findIndex((laneEnd) => laneEnd <= start);
    const lane = free < 0 ? laneEnds.length : free;
    laneEnds[lane] = start + length;
    groupEnd = Math.max(groupEnd, start + length);
    const place = { item, startMinutes: start, lengthMinutes: length, lane, lanes: 1 };
    group.push(place);
    all.push(place);
    for (const one of group) one.lanes = laneEnds.length;
  }
  return all;
}
