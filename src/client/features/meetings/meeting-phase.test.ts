import { expect, test } from 'vitest';
import { agendaOf, meetingPhase } from './meeting-phase.ts';

const meeting = (
  starts: string,
  ends: string,
  status: 'scheduled' | 'cancelled' = 'scheduled',
) => ({
  starts_at: new Date(starts).toISOString(),
  ends_at: new Date(ends).toISOString(),
  status,
});
const standUp = meeting('2026-05-04T09:00', '2026-05-04T09:15');

test.each([
  ['2026-05-04T08:29:59', 'later'],
  ['2026-05-04T08:30', 'soon'],
  ['2026-05-04T09:00', 'now'],
  ['2026-05-04T09:15', 'past'],
] as const)('at %s it is %s', (now, phase) => {
  expect(meetingPhase(standUp, new Date(now))).toBe(phase);
});

test('a cancelled meeting is that at any time', () => {
  const cancelled = { ...standUp, status: 'cancelled' as const };
  expect(meetingPhase(cancelled, new Date('2026-05-04T09:05'))).toBe('cancelled');
});

test('meetings stand under their days, counted from today over a change of the clocks', () => {
  const days = agendaOf(
    [
      meeting('2026-03-28T23:30', '2026-03-29T00:30'),
      meeting('2026-03-30T09:00', '2026-03-30T10:00'),
      meeting('2026-03-30T11:00', '2026-03-30T12:00'),
    ],
    new Date('2026-03-28T12:00'),
  );
  expect(days.map(({ daysAhead, meetings }) => [daysAhead, meetings.length])).toEqual([
    [0, 1],
    [2, 2],
  ]);
});
