/** Moments as people write and count them: in the time zone of their own device. */

export interface Duration {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** From one moment to another, never less than nothing. The same in every time zone. */
export function durationUntil(at: string, nowMs: number): Duration {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - nowMs) / 1_000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3_600),
    minutes: Math.floor((seconds % 3_600) / 60),
    seconds: seconds % 60,
  };
}

/** What `<input type="datetime-local">` shows for a moment. */
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

/** The next of these moments that is still to come, in ms since the epoch; null where none is. */
export function nextOf(moments: readonly (string | null)[], nowMs: number): number | null {
  const coming = moments
    .map((moment) => (moment === null ? Number.NaN : Date.parse(moment)))
    .filter((ms) => ms > nowMs);
  return coming.length === 0 ? null : Math.min(...coming);
}
