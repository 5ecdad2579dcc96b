/** Moments on the clock and the calendar of this device, as fields for them have them. */

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const two = (value: number) => String(value).padStart(2, '0');

/** What `<input type="date">` holds. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When such a day begins, or one so many days later, in UTC. */
export function dayStart(day: string, daysLater = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

/** What `<input type="datetime-local">` holds. */
export function localInput(date: Date): string {
  return `${localDay(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that was put into one, in UTC; null for none, or for what is no moment. */
export function momentOf(input: string): string | null {
  const date = new Date(input);
  return input === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The same for a moment that is changed: one nobody touched stays to the millisecond what it was. */
export function changedMoment(input: string, was: string | null | undefined): string | null {
  return was && input === localInput(new Date(was)) ? was : momentOf(input);
}
