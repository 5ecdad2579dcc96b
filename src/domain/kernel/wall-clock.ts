/** What clocks in a time zone show, counted in ms as if it were UTC, and back. */
export function wallClockMs(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const date = [part('year'), part('month') - 1, part('day')] as const;
  return Date.UTC(...date, part('hour'), part('minute'), part('second'));
}

/** When clocks in the zone show this: the first time of two; where they leap over it, right after. */
export function instantAtWallClock(wallMs: number, timeZone: string): Date {
  const dayMs = 86_400_000;
  const candidates = [wallMs - dayMs, wallMs + dayMs]
    .map((nearMs) => wallMs - (wallClockMs(new Date(nearMs), timeZone) - nearMs))
    .toSorted((one, other) => one - other);
  const exact = candidates.find((atMs) => wallClockMs(new Date(atMs), timeZone) === wallMs);
  return new Date(exact ?? candidates[1] ?? wallMs);
}
