import type { QuietHours } from './preferences.decider.ts';

/** Whether it is a person's quiet time. Who never told a time zone is taken to live by UTC. */
export function isQuiet(
  { quietHours, timeZone }: { quietHours: QuietHours | null; timeZone: string | null },
  at: Date,
): boolean {
  if (!quietHours) return false;
  const now = wallClock(at, timeZone ?? 'UTC');
  const { from, to } = quietHours;
  // From the evening over midnight, or within a day.
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** `HH:MM`, as a clock on that wall shows it. */
function wallClock(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
