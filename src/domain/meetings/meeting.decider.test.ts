import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { meetingDecider } from './meeting.decider.ts';
import {
  MeetingCancelled,
  MeetingOccurrenceCancelled,
  MeetingOccurrenceChanged,
  MeetingScheduled,
  MeetingUpdated,
} from './meeting.events.ts';

const idOf = (number: number) => `018f4a3e-7c1d-7000-8000-00000000000${number}`;
const [ana, bea, leo] = [idOf(1), idOf(2), idOf(3)];

const details = {
  meetingId: idOf(9),
  projectId: null,
  organizerId: ana,
  title: 'Weekly round',
  description: '',
  startsAt: '2026-03-02T09:00:00.000Z',
  endsAt: '2026-03-02T09:30:00.000Z',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  participantIds: [bea, leo],
};
const scheduled = MeetingScheduled.of(details);

describe('a meeting', () => {
  test('is scheduled once, and ends after it begins', () => {
    const schedule = { type: 'ScheduleMeeting', ...details } as const;
    expect(given(meetingDecider, []).when(schedule)).toEqual([scheduled]);
    expect(given(meetingDecider, [scheduled]).when(schedule)).toBe('conflict');
    const backwards = { ...schedule, endsAt: details.startsAt };
    expect(given(meetingDecider, []).when(backwards)).toBe('request.invalid');
  });

  test('is changed in what is named, told as a whole', () => {
    const meeting = given(meetingDecider, [scheduled]);
    const update = (changes: object) =>
      meeting.when({ type: 'UpdateMeeting', changes, version: 1 });
    expect(update({ title: 'Daily round' })).toEqual([
      MeetingUpdated.of({ ...details, title: 'Daily round', removedIds: [], exceptions: null }),
    ]);
    expect(update({ title: details.title, participantIds: [bea, leo] })).toEqual([]);
    expect(update({ endsAt: '2026-03-02T08:00:00.000Z' })).toBe('request.invalid');
  });

  test('tells who is removed of that and of nothing else that changes', () => {
    const changes = { title: 'About Léo', participantIds: [bea] };
    const removed = { ...details, participantIds: [bea] };
    expect(
      given(meetingDecider, [scheduled]).when({ type: 'UpdateMeeting', changes, version: null }),
    ).toEqual([
      MeetingUpdated.of({ ...removed, removedIds: [leo], exceptions: null }),
      MeetingUpdated.of({ ...removed, title: 'About Léo', removedIds: [], exceptions: null }),
    ]);
    const [first, second] = [
      MeetingUpdated.topics({ ...removed, removedIds: [leo], exceptions: null }),
      MeetingUpdated.topics({ ...removed, removedIds: [], exceptions: null }),
    ];
    expect(first).toContain(`user:${leo}`);
    expect(second).not.toContain(`user:${leo}`);
  });

  test('takes no change that was made from an older version', () => {
    const updated = MeetingUpdated.of({
      ...details,
      title: 'Daily round',
      removedIds: [],
      exceptions: null,
    });
    const meeting = given(meetingDecider, [scheduled, updated]);
    const changes = { title: 'Monthly round' };
    expect(meeting.when({ type: 'UpdateMeeting', changes, version: 1 })).toBe('request.stale');
    expect(meeting.when({ type: 'UpdateMeeting', changes, version: 2 })).toHaveLength(1);
  });

  test('is cancelled once, and not changed any more', () => {
    const cancelled = MeetingCancelled.of(details);
    expect(given(meetingDecider, [scheduled]).when({ type: 'CancelMeeting' })).toEqual([cancelled]);
    const meeting = given(meetingDecider, [scheduled, cancelled]);
    expect(meeting.when({ type: 'CancelMeeting' })).toEqual([]);
    expect(meeting.when({ type: 'UpdateMeeting', changes: {}, version: null })).toBe(
      'meeting.cancelled',
    );
  });

  test('that is not there takes nothing', () => {
    expect(given(meetingDecider, []).when({ type: 'CancelMeeting' })).toBe('request.not_found');
  });
});

describe('one time of a meeting that comes again', () => {
  const originalStartsAt = '2026-03-09T09:00:00.000Z';
  const occurrence = {
    originalStartsAt,
    title: 'Weekly round',
    description: '',
    startsAt: originalStartsAt,
    endsAt: '2026-03-09T09:30:00.000Z',
  };
  const moved = { startsAt: '2026-03-10T09:00:00.000Z', endsAt: '2026-03-10T10:00:00.000Z' };
  const change = { type: 'ChangeOccurrence', originalStartsAt, version: null } as const;
  const cancel = { type: 'CancelOccurrence', originalStartsAt, version: null } as const;
  const changed = MeetingOccurrenceChanged.of({
    ...details,
    occurrence: { ...occurrence, ...moved },
  });
  const cancelled = MeetingOccurrenceCancelled.of({ ...details, occurrence });

  test('is changed, from what it is by then', () => {
    const meeting = given(meetingDecider, [scheduled]);
    expect(meeting.when({ ...change, changes: moved })).toEqual([changed]);
    expect(meeting.when({ ...change, changes: { title: details.title } })).toEqual([]);
    const backwards = { ...change, changes: { endsAt: originalStartsAt } };
    expect(meeting.when(backwards)).toBe('request.invalid');
    expect(
      given(meetingDecider, [scheduled, changed]).when({ ...change, changes: { title: 'Once' } }),
    ).toEqual([
      MeetingOccurrenceChanged.of({
        ...details,
        occurrence: { ...occurrence, ...moved, title: 'Once' },
      }),
    ]);
  });

  test('is called off once, and takes place again when it is changed', () => {
    expect(given(meetingDecider, [scheduled]).when(cancel)).toEqual([cancelled]);
    const meeting = given(meetingDecider, [scheduled, cancelled]);
    expect(meeting.when(cancel)).toEqual([]);
    expect(meeting.when({ ...change, changes: {} })).toEqual([
      MeetingOccurrenceChanged.of({ ...details, occurrence }),
    ]);
  });

  test('goes along with the meeting, and is as before for who decides then', () => {
    const own = { ...occurrence, title: 'Once' };
    const once = MeetingOccurrenceChanged.of({ ...details, occurrence: own });
    const update = { type: 'UpdateMeeting', version: null } as const;
    const renamed = MeetingUpdated.of({
      ...details,
      description: 'New',
      removedIds: [],
      exceptions: [{ ...own, description: null, isCancelled: false }],
    });
    const changes = { description: 'New' };
    expect(given(meetingDecider, [scheduled, once]).when({ ...update, changes })).toEqual([
      renamed,
    ]);
    const meeting = given(meetingDecider, [scheduled, once, renamed]);
    expect(meeting.when({ ...change, changes: { title: 'Once', description: 'New' } })).toEqual([]);
  });

  test('is left alone where the meeting changed meanwhile or is cancelled', () => {
    expect(given(meetingDecider, [scheduled, changed]).when({ ...cancel, version: 1 })).toBe(
      'request.stale',
    );
    const gone = given(meetingDecider, [scheduled, MeetingCancelled.of(details)]);
    expect(gone.when(cancel)).toBe('meeting.cancelled');
  });
});
