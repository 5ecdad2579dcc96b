/** Moments as `<input type="datetime-local">` has them: in the time zone of the device. */

export function localInput(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
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
