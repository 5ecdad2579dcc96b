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

/** The next of these moments that is still to come, in ms since the epoch; null where none is. */
export function nextOf(moments: readonly (string | null)[], nowMs: number): number | null {
  const coming = moments
    .map((moment) => (moment === null ? Number.NaN : Date.parse(moment)))
    .filter((ms) => ms > nowMs);
  return coming.length === 0 ? null : Math.min(...coming);
}
