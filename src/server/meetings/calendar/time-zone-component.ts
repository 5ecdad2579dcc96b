/** A time zone as a calendar carries it: when its clocks change, from what Node knows of it. */
import { wallClockMs } from '#domain/kernel/wall-clock.ts';
import { basic, line } from './ics-text.ts';

const dayMs = 86_400_000;

interface Change {
  atMs: number;
  fromMs: number;
  toMs: number;
}

/** The VTIMEZONE of a zone, right between two moments. */
export function timeZoneComponent(timeZone: string, from: Date, to: Date): string[] {
  const changes = changesOf(timeZone, from.getTime(), to.getTime());
  const first = offsetMs(timeZone, from.getTime());
  const groups = Map.groupBy(changes, ({ fromMs, toMs }) => `${fromMs} ${toMs}`);
  return [
    'BEGIN:VTIMEZONE',
    line('TZID', timeZone),
    // What held before the first change; also all there is of a zone that never changes.
    ...observance('STANDARD', [{ atMs: from.getTime(), fromMs: first, toMs: first }]),
    ...[...groups.values()].flatMap((alike) => {
      const [one] = alike;
      return observance(one && one.toMs > one.fromMs ? 'DAYLIGHT' : 'STANDARD', alike);
    }),
    'END:VTIMEZONE',
  ];
}

function observance(name: 'STANDARD' | 'DAYLIGHT', changes: readonly Change[]): string[] {
  const [first, ...others] = changes;
  if (!first) return [];
  // On the clock as it was before the change.
  const onset = ({ atMs, fromMs }: Change) => basic(atMs + fromMs);
  return [
    `BEGIN:${name}`,
    line('DTSTART', onset(first)),
    line('TZOFFSETFROM', offsetText(first.fromMs)),
    line('TZOFFSETTO', offsetText(first.toMs)),
    ...others.map((change) => line('RDATE', onset(change))),
    `END:${name}`,
  ];
}

function offsetMs(timeZone: string, atMs: number): number {
  return wallClockMs(new Date(atMs), timeZone) - Math.floor(atMs / 1_000) * 1_000;
}

function changesOf(timeZone: string, fromMs: number, toMs: number): Change[] {
  const changes: Change[] = [];
  // No zone changes twice within a month.
  const stepMs = 28 * dayMs;
  for (let low = fromMs; low < toMs; low += stepMs) {
    const high = Math.min(low + stepMs, toMs);
    const [before, after] = [offsetMs(timeZone, low), offsetMs(timeZone, high)];
    if (before === after) continue;
    let [left, right] = [low, high];
    while (right - left > 1_000) {
      const middle = Math.floor((left + right) / 2_000) * 1_000;
      if (offsetMs(timeZone, middle) === before) left = middle;
      else right = middle;
    }
    const atMs = Math.ceil(right / 1_000) * 1_000;
    changes.push({ atMs, fromMs: before, toMs: after });
  }
  return changes;
}

function offsetText(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
