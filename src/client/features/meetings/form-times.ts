/** The parts of a form that say when: a day and two times on the reader's clock. */
export interface FormTimes {
  date: string;
  start: string;
  end: string;
}

/** What `<input type="date">` and `<input type="time">` hold for these instants. */
export function formTimes(startsAt: Date, endsAt: Date): FormTimes {
  return { date: dateOf(startsAt), start: timeOf(startsAt), end: timeOf(endsAt) };
}

/** The instants of what was filled in; null where something is missing. */
export function instantsOf({ date, start, end }: FormTimes): { starts: Date; ends: Date } | null {
  const starts = new Date(`${date}T${start}`);
  const ends = new Date(`${date}T${end}`);
  if (Number.isNaN(starts.getTime()) || Number.isNaN(ends.getTime())) return null;
  // An end before the start is one after midnight. By the calendar: that day may have 23 hours.
  if (ends <= starts) ends.setDate(ends.getDate() + 1);
  return { starts, ends };
}

/** The next full or half hour, for half an hour. */
export function suggestedTimes(now: Date): FormTimes {
  const starts = new Date(now);
  starts.setMinutes(now.getMinutes() < 30 ? 30 : 60, 0, 0);
  return formTimes(starts, new Date(starts.getTime() + 30 * 60_000));
}

function dateOf(date: Date): string {
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function timeOf(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
