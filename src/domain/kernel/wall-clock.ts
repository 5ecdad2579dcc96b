/** One for each zone, as making one takes many times as long as reading a clock by it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
/** More than are read at a time; one zone can be written in many ways, so there could be any number. */
const maxClocks = 100;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (clocks.size >= maxClocks) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

/** What clocks in a time zone show, counted in ms as if it were UTC, and back. */
export function wallClockMs(instant: Date, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instant);
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
