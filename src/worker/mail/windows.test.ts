import { describe, expect, test } from 'vitest';
import { quietWindow } from '../quiet-window.ts';
import { digestWindow, windowAfter } from './windows.ts';

const daily = { frequency: 'daily', hour: 2, weekday: 1 } as const;
const quietHours = { from: '22:00', to: '07:00', urgent: true };
const inZone = (timeZone: string | null, digest: object = daily) => ({
  timeZone,
  quietHours,
  digest: { ...daily, ...digest },
});

/** The windows that a worker sees that looks twice an hour. */
function seen(zone: ReturnType<typeof inZone>, from: string, to: string) {
  const windows = new Map<string, string>();
  for (let at = Date.parse(from); at < Date.parse(to); at += 1_800_000) {
    const window = digestWindow(zone, new Date(at));
    if (!window) continue;
    expect(window.dueAt.getTime()).toBeLessThanOrEqual(at);
    const known = windows.get(window.name);
    expect(known ?? window.dueAt.toISOString()).toBe(window.dueAt.toISOString());
    windows.set(window.name, window.dueAt.toISOString());
  }
  return [...windows];
}

describe('digests', () => {
  test('come once a day also where the night has no such hour, or has it twice', () => {
    const paris = inZone('Europe/Paris');
    expect(seen(paris, '2026-03-28T02:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      ['daily 2026-03-28', '2026-03-28T01:00:00.000Z'],
      // Two o'clock is three.
      ['daily 2026-03-29', '2026-03-29T01:00:00.000Z'],
      ['daily 2026-03-30', '2026-03-30T00:00:00.000Z'],
    ]);
    expect(seen(paris, '2026-10-24T02:00:00Z', '2026-10-26T02:00:00Z')).toEqual([
      ['daily 2026-10-24', '2026-10-24T00:00:00.000Z'],
      ['daily 2026-10-25', '2026-10-25T00:00:00.000Z'],
      ['daily 2026-10-26', '2026-10-26T01:00:00.000Z'],
    ]);
  });

  test.each([
    ['America/St_Johns', '2026-03-06T12:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-03T12:00:00Z'],
    ['Asia/Kathmandu', '2026-04-03T12:00:00Z'],
  ])('once a local day in %s', (timeZone, from) => {
    const to = new Date(Date.parse(from) + 5 * 86_400_000).toISOString();
    const days = seen(inZone(timeZone), from, to);
    expect([5, 6]).toContain(days.length);
    const due = days.map(([, at]) => Date.parse(at));
    for (const [index, at] of due.slice(1).entries()) {
      expect(at - (due[index] ?? 0)).toBeGreaterThanOrEqual(22 * 3_600_000);
    }
  });

  test('who moves over the date line has the same day once', () => {
    const at = new Date('2026-05-04T22:00:00Z');
    const [here, there] = ['America/New_York', 'Europe/Paris'].map((zone) =>
      digestWindow(inZone(zone), at),
    );
    expect(here?.name).toBe('daily 2026-05-04');
    expect(there?.name).toBe('daily 2026-05-04');
  });

  test('once a week, on its day, and once where the day is moved', () => {
    const weekly = { frequency: 'weekly', hour: 8 };
    const monday = inZone('Europe/Paris', { ...weekly, weekday: 1 });
    expect(seen(monday, '2026-05-04T06:00:00Z', '2026-05-18T00:00:00Z')).toEqual([
      ['weekly 2026-05-04', '2026-05-04T06:00:00.000Z'],
      ['weekly 2026-05-11', '2026-05-11T06:00:00.000Z'],
    ]);
    const friday = inZone('Europe/Paris', { ...weekly, weekday: 5 });
    expect(digestWindow(friday, new Date('2026-05-08T07:00:00Z'))?.name).toBe('weekly 2026-05-04');
  });

  test('none where none is wanted', () => {
    expect(digestWindow(inZone('UTC', { frequency: 'none' }), new Date())).toBeNull();
  });
});

describe('quiet hours end', () => {
  test.each([
    ['2026-05-04T21:00:00Z', '2026-05-05T05:00:00.000Z'],
    ['2026-05-04T04:59:00Z', '2026-05-04T05:00:00.000Z'],
    // The night of an hour less, and of one more.
    ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('from %s at %s', (at, end) => {
    const { dueAt, name } = quietWindow(inZone('Europe/Paris'), new Date(at));
    expect(dueAt.toISOString()).toBe(end);
    expect(name).toBe(`quiet ${end.slice(0, 10)}T07:00`);
  });
});

test('what comes within one time shares a window, with time to be read before', () => {
  const one = windowAfter(new Date('2026-05-04T08:00:01Z'), 30);
  const other = windowAfter(new Date('2026-05-04T08:00:29Z'), 30);
  expect(other).toEqual(one);
  expect(one.dueAt.toISOString()).toBe('2026-05-04T08:01:00.000Z');
  expect(windowAfter(new Date('2026-05-04T08:00:30Z'), 30).name).not.toBe(one.name);
});
