import { describe, expect, test } from 'vitest';
import { changeInbox, type InboxChange, type Placed, wake } from './inbox.ts';
import {
  NotificationsArchived,
  NotificationsRead,
  NotificationsSnoozed,
  NotificationsUnarchived,
  NotificationsUnread,
  NotificationsUnsnoozed,
  NotificationWoken,
} from './notification.events.ts';

const personId = '018f4a3e-7c1d-7000-8000-000000000001';
const now = new Date('2026-05-04T08:00:00Z');
const until = '2026-05-05T08:00:00.000Z';
const plain: Placed = { id: 'a', read: false, archived: false, snoozedUntil: null };
const some = { personId, notificationIds: ['a'] };

function given(...placed: Partial<Placed>[]) {
  const all = placed.map((one) => ({ ...plain, ...one }));
  return {
    when: (change: InboxChange) => {
      const decided = changeInbox(personId, all, change, now);
      return decided.ok ? decided.value : decided.refusal.errors?.map(({ field }) => field);
    },
  };
}

describe('a notification', () => {
  test('is read and unread', () => {
    expect(given({}).when({ read: true })).toEqual([NotificationsRead.of(some)]);
    expect(given({ read: true }).when({ read: false })).toEqual([NotificationsUnread.of(some)]);
  });

  test('is archived and brought back', () => {
    expect(given({}).when({ archived: true })).toEqual([NotificationsArchived.of(some)]);
    expect(given({ archived: true }).when({ archived: false })).toEqual([
      NotificationsUnarchived.of(some),
    ]);
  });

  test('is snoozed, put off again and woken', () => {
    const snoozed = NotificationsSnoozed.of({ ...some, until });
    expect(given({}).when({ snoozedUntil: until })).toEqual([snoozed]);
    const earlier = given({ snoozedUntil: '2026-05-04T09:00:00.000Z' });
    expect(earlier.when({ snoozedUntil: '2026-05-05T10:00:00+02:00' })).toEqual([snoozed]);
    expect(earlier.when({ snoozedUntil: null })).toEqual([NotificationsUnsnoozed.of(some)]);
  });

  test('goes from the archive to sleep and back by one event', () => {
    expect(given({ archived: true }).when({ archived: false, snoozedUntil: until })).toEqual([
      NotificationsSnoozed.of({ ...some, until }),
    ]);
    const asleep = given({ snoozedUntil: until });
    expect(asleep.when({ archived: true, snoozedUntil: null })).toEqual([
      NotificationsArchived.of(some),
    ]);
  });
});

test('what is as asked makes no event', () => {
  expect(given({ read: true }).when({ read: true })).toEqual([]);
  expect(given({}).when({ read: false, archived: false, snoozedUntil: null })).toEqual([]);
  expect(given({ snoozedUntil: until }).when({ snoozedUntil: until })).toEqual([]);
  expect(given().when({ read: true })).toEqual([]);
  expect(given({}).when({})).toEqual([]);
});

test('many at once are told in events of a bearable size, each once', () => {
  const many = Array.from({ length: 2_300 }, (_, index) => ({ id: `n${index}` }));
  const events = given(...many).when({ read: true }) as ReturnType<typeof NotificationsRead.of>[];
  expect(events.map(({ data }) => data.notificationIds.length)).toEqual([1_000, 1_000, 300]);
  expect(new Set(events.flatMap(({ data }) => data.notificationIds)).size).toBe(2_300);
});

test.each([
  [{ snoozedUntil: '2026-05-04T08:00:00Z' }, 'snoozed_until'],
  [{ snoozedUntil: '2036-05-04T08:00:01Z' }, 'snoozed_until'],
  [{ snoozedUntil: until, archived: true }, 'archived'],
])('%j is refused', (change, field) => {
  expect(given({}).when(change)).toEqual([field]);
});

test('each is woken by an event of its own', () => {
  expect(wake(personId, ['a', 'b'])).toEqual([
    NotificationWoken.of({ personId, notificationId: 'a' }),
    NotificationWoken.of({ personId, notificationId: 'b' }),
  ]);
});
