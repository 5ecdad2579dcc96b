/**
 * Meetings as an iCalendar (RFC 5545). A meeting keeps its UID for good, and each change of it has a
 * higher SEQUENCE, which is its version: calendars know what is newer, whichever way they got it.
 */
import { wallClockMs } from '#domain/kernel/wall-clock.ts';
import { readRecurrence, untilInUtc, withEnd } from '#domain/meetings/recurrence.ts';
import { isOccurrence } from '#infra/recurrence/occurrences.ts';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import type { OccurrenceException } from '#readmodels/meetings/occurrences.query.ts';
import { basic, line, textLine, utcText } from './ics-text.ts';
import { timeZoneComponent } from './time-zone-component.ts';

export interface CalendarSource {
  meetings: readonly MeetingEntity[];
  exceptions: readonly OccurrenceException[];
  /** Where the web app is; null where that is not known. */
  origin: string | null;
  now: Date;
}

/** Zones are told until so long from now: who subscribes asks again long before. */
const zonesReachMs = 10 * 366 * 86_400_000;
const dayMs = 86_400_000;

export function calendarText({ meetings, exceptions, origin, now }: CalendarSource): string {
  const byMeeting = Map.groupBy(exceptions, ({ meetingId }) => meetingId);
  const again = meetings.filter(({ recurrence }) => recurrence !== null);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//EcosystIA//EcosystIA//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:EcosystIA',
    'X-WR-CALNAME:EcosystIA',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...zonesOf(again, now),
    ...meetings.flatMap((meeting) =>
      eventsOf(meeting, byMeeting.get(meeting.id) ?? [], { origin, now }),
    ),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function zonesOf(meetings: readonly MeetingEntity[], now: Date): string[] {
  const zones = Map.groupBy(
    meetings.filter(({ time_zone: timeZone }) => timeZone !== 'UTC'),
    ({ time_zone: timeZone }) => timeZone,
  );
  return [...zones].flatMap(([timeZone, ofZone]) => {
    const firstMs = Math.min(...ofZone.map(({ starts_at: at }) => Date.parse(at)));
    const from = new Date(firstMs - 366 * dayMs);
    return timeZoneComponent(timeZone, from, new Date(now.getTime() + zonesReachMs));
  });
}

function eventsOf(
  meeting: MeetingEntity,
  exceptions: readonly OccurrenceException[],
  { origin, now }: Pick<CalendarSource, 'origin' | 'now'>,
): string[] {
  const { id, starts_at, ends_at, time_zone: timeZone, recurrence } = meeting;
  const series = { startsAt: starts_at, timeZone, recurrence };
  const own = exceptions.filter(({ originalStartsAt }) => isOccurrence(series, originalStartsAt));
  const common = [
    line('UID', `${id}@ecosystia`),
    line('SEQUENCE', String(meeting.version - 1)),
    line('DTSTAMP', utcText(now)),
    ...(origin ? [line('URL', `${origin}/meetings/${id}`)] : []),
  ];
  // By the clock of its zone where it comes again, so that it keeps its hour; else as a moment.
  const time = (name: string, instant: string) =>
    timeLine(name, instant, recurrence === null ? 'UTC' : timeZone);
  const event = (
    times: { title: string; description: string; startsAt: string; endsAt: string },
    status: MeetingEntity['status'],
    more: readonly string[],
  ) => [
    'BEGIN:VEVENT',
    ...common,
    time('DTSTART', times.startsAt),
    time('DTEND', times.endsAt),
    textLine('SUMMARY', times.title),
    ...(times.description === '' ? [] : [textLine('DESCRIPTION', times.description)]),
    line('STATUS', status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'),
    ...more,
    'END:VEVENT',
  ];
  const whole = { ...meeting, startsAt: starts_at, endsAt: ends_at };
  const calledOff = own.filter(({ status }) => status === 'cancelled');
  return [
    ...event(whole, meeting.status, [
      ...(recurrence === null ? [] : ruleLine(recurrence, timeZone)),
      ...calledOff.map(({ originalStartsAt }) => time('EXDATE', originalStartsAt)),
    ]),
    ...own
      .filter(({ status }) => status === 'scheduled')
      .flatMap((one) => event(one, meeting.status, [time('RECURRENCE-ID', one.originalStartsAt)])),
  ];
}

function timeLine(name: string, instant: string, timeZone: string): string {
  const at = new Date(instant);
  if (timeZone === 'UTC') return line(name, utcText(at));
  return line(`${name};TZID=${timeZone}`, basic(wallClockMs(at, timeZone)));
}

/** A rule of earlier days that nobody can read is left out: then the meeting is there once. */
function ruleLine(recurrence: string, timeZone: string): string[] {
  const read = readRecurrence(recurrence);
  if (typeof read === 'string') return [];
  const rule = recurrence.replace(/^RRULE:/, '');
  if (read.until === null) return [line('RRULE', rule)];
  // Beside a start on a zone's clock the end has to be a moment.
  return [line('RRULE', withEnd(rule, `UNTIL=${untilInUtc(read.until, timeZone)}`))];
}
