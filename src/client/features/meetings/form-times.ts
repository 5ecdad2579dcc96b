import { instantAtWallClock, wallClockMs } from '#domain/kernel/wall-clock.ts';
import { ownTimeZone } from '#client/ui/local-moment.ts';

/** The parts of a form that say when: a day and two times on the clock of a time zone. */
export interface FormTimes {
  date: string;
  start: string;
  end: string;
  timeZone: string;
}

/** What `<input type="date">` and `<input type="time">` hold for these instants. */
export function formTimes(startsAt: Date, endsAt: Date, timeZone = ownTimeZone()): FormTimes {
  const [starts, ends] = [startsAt, endsAt].map((at) =>
    new Date(wallClockMs(at, timeZone)).toISOString(),
  );
  return {
    date: starts?.slice(0, 10) ?? '',
    start: starts?.slice(11, 16) ?? '',
    end: ends?.slice(11, 16) ?? '',
    timeZone,
  };
}

/** The instants of what was filled in; null where something is missing. */
export function instantsOf({
  date,
  start,
  end,
  timeZone,
}: FormTimes): { starts: Date; ends: Date } | null {
  const startMs = Date.parse(`${date}T${start}Z`);
  let endMs = Date.parse(`${date}T${end}Z`);
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) return null;
  // An end before the start is one after midnight. On the clock: that day may have 23 hours.
  if (endMs <= startMs) endMs += 86_400_000;
  return {
    starts: instantAtWallClock(startMs, timeZone),
    ends: instantAtWallClock(endMs, timeZone),
  };
}

/** The next full or half hour, for half an hour. */
export function suggestedTimes(now: Date): FormTimes {
  const starts = new Date(now);
  starts.setMinutes(now.getMinutes() < 30 ? 30 : 60, 0, 0);
  return formTimes(starts, new Date(starts.getTime() + 30 * 60_000));
}
