import { expect, test } from 'vitest';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { calendarText } from './calendar-text.ts';

const now = new Date('2026-02-01T12:00:00Z');
const meeting: MeetingEntity = {
  id: '018f4a3e-7c1d-7000-8000-000000000020',
  project_id: null,
  title: 'Weekly round; plans, hopes',
  description: 'First line\nsecond \\ line',
  starts_at: '2026-03-02T08:00:00.000Z',
  ends_at: '2026-03-02T08:30:00.000Z',
  time_zone: 'Europe/Paris',
  recurrence: null,
  participant_ids: [],
  organizer_id: '018f4a3e-7c1d-7000-8000-000000000001',
  status: 'scheduled',
  version: 3,
};

function linesOf(meetings: readonly MeetingEntity[], exceptions: object[] = []): string[] {
  const source = { meetings, exceptions, origin: 'https://work.example.org', now };
  return calendarText(source as Parameters<typeof calendarText>[0]).split('\r\n');
}

test('a meeting is told as a moment, its words escaped, its version as what is newer', () => {
  const lines = linesOf([meeting]);
  expect(lines.slice(lines.indexOf('BEGIN:VEVENT'))).toEqual([
    'BEGIN:VEVENT',
    'UID:018f4a3e-7c1d-7000-8000-000000000020@ecosystia',
    'SEQUENCE:2',
    'DTSTAMP:20260201T120000Z',
    'URL:https://work.example.org/meetings/018f4a3e-7c1d-7000-8000-000000000020',
    'DTSTART:20260302T080000Z',
    'DTEND:20260302T083000Z',
    'SUMMARY:Weekly round\\; plans\\, hopes',
    'DESCRIPTION:First line\\nsecond \\\\ line',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('one that comes again is told on its own clock, with its zone and what is otherwise', () => {
  const weekly = { ...meeting, recurrence: 'RRULE:FREQ=WEEKLY;UNTIL=20260501' };
  const own = { meetingId: meeting.id, title: 'Once', description: '' };
  const lines = linesOf(
    [weekly],
    [
      {
        ...own,
        originalStartsAt: '2026-03-30T07:00:00.000Z',
        startsAt: '2026-03-31T12:00:00.000Z',
        endsAt: '2026-03-31T13:00:00.000Z',
        status: 'scheduled',
      },
      {
        ...own,
        originalStartsAt: '2026-04-06T07:00:00.000Z',
        startsAt: '2026-04-06T07:00:00.000Z',
        endsAt: '2026-04-06T07:30:00.000Z',
        status: 'cancelled',
      },
      // The rule does not have it any more.
      {
        ...own,
        originalStartsAt: '2026-04-07T07:00:00.000Z',
        startsAt: '2026-04-08T07:00:00.000Z',
        endsAt: '2026-04-08T07:30:00.000Z',
        status: 'scheduled',
      },
    ],
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      'TZID:Europe/Paris',
      'DTSTART;TZID=Europe/Paris:20260302T090000',
      'RRULE:FREQ=WEEKLY;UNTIL=20260501T215959Z',
      'EXDATE;TZID=Europe/Paris:20260406T090000',
      'RECURRENCE-ID;TZID=Europe/Paris:20260330T090000',
      'DTSTART;TZID=Europe/Paris:20260331T140000',
    ]),
  );
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  // The night of 29 March 2026, at two by the clock of winter.
  const daylight = lines.indexOf('BEGIN:DAYLIGHT');
  expect(lines.slice(daylight)).toEqual(
    expect.arrayContaining(['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200']),
  );
  expect(lines.some((line) => /^(DTSTART|RDATE):20260329T020000$/.test(line))).toBe(true);
  expect(lines.some((line) => /^(DTSTART|RDATE):20261025T030000$/.test(line))).toBe(true);
});

test('no line is longer than 75 octets, and no character is cut', () => {
  const title = 'Über Äpfel und 🍐 '.repeat(20);
  const lines = linesOf([{ ...meeting, title }]);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(title.trim());
});

test('what was cancelled is told so', () => {
  expect(linesOf([{ ...meeting, status: 'cancelled' }])).toContain('STATUS:CANCELLED');
});
