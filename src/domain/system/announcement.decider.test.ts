import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { announcementDecider } from './announcement.decider.ts';
import {
  AnnouncementDiscarded,
  AnnouncementEdited,
  AnnouncementPublished,
  AnnouncementRevised,
  AnnouncementScheduled,
  AnnouncementWithdrawn,
} from './announcement.events.ts';

const at = '2026-03-01T09:00:00.000Z';
const later = '2026-03-02T09:00:00.000Z';
const muchLater = '2026-03-03T09:00:00.000Z';

const announcement = {
  announcementId: '018f4a3e-7c1d-7000-8000-000000000001',
  title: 'New look',
  message: '',
  type: 'info',
  audience: 'everyone',
  projectId: null,
  startsAt: later,
  expiresAt: null,
  authorId: '018f4a3e-7c1d-7000-8000-000000000002',
} as const;
const stored = { ...announcement, createdAt: at };
const scheduled = AnnouncementScheduled.of(stored);
const published = AnnouncementPublished.of(stored);

describe('an announcement', () => {
  const nothing = given(announcementDecider, []);

  test('is published at once, or waits for its time', () => {
    const write = { type: 'WriteAnnouncement', announcement } as const;
    expect(nothing.when({ ...write, at })).toEqual([scheduled]);
    expect(nothing.when({ ...write, at: later })).toEqual([
      AnnouncementPublished.of({ ...stored, createdAt: later }),
    ]);
  });

  test.each([
    ['before it begins', { startsAt: later, expiresAt: at }],
    ['as it begins', { startsAt: later, expiresAt: later }],
    ['before now', { startsAt: '2026-01-01T09:00:00Z', expiresAt: '2026-01-02T09:00:00Z' }],
  ])('cannot expire %s', (_, dates) => {
    const command = { announcement: { ...announcement, ...dates }, at } as const;
    expect(nothing.when({ type: 'WriteAnnouncement', ...command })).toBe('request.invalid');
  });

  test('is published by the clock when it is due, once', () => {
    const due = { type: 'PublishDueAnnouncement' } as const;
    expect(given(announcementDecider, [scheduled]).when({ ...due, at })).toEqual([]);
    expect(given(announcementDecider, [scheduled]).when({ ...due, at: later })).toEqual([
      published,
    ]);
    const past = [scheduled, published];
    expect(given(announcementDecider, past).when({ ...due, at: muchLater })).toEqual([]);
    const discarded = [scheduled, AnnouncementDiscarded.of(stored)];
    expect(given(announcementDecider, discarded).when({ ...due, at: later })).toEqual([]);
    expect(nothing.when({ ...due, at: later })).toEqual([]);
  });

  test('may change in everything before it is published, and may be published by that', () => {
    const change = { type: 'ChangeAnnouncement', version: null, at } as const;
    const waiting = given(announcementDecider, [scheduled]);
    const changes = {
      title: 'Newer look',
      audience: 'administrators',
      startsAt: muchLater,
    } as const;
    expect(waiting.when({ ...change, changes })).toEqual([
      AnnouncementRevised.of({ ...stored, ...changes }),
    ]);
    expect(waiting.when({ ...change, changes: { startsAt: at } })).toEqual([
      AnnouncementPublished.of({ ...stored, startsAt: at }),
    ]);
    expect(waiting.when({ ...change, changes: { title: stored.title } })).toEqual([]);
    expect(waiting.when({ ...change, changes: { expiresAt: later } })).toBe('request.invalid');
    const revised = AnnouncementRevised.of({ ...stored, title: 'Newer look' });
    const since = given(announcementDecider, [scheduled, revised]);
    expect(since.when({ ...change, changes, version: 1 })).toBe('request.stale');
    expect(since.when({ ...change, changes, version: 2 })).toHaveLength(1);
  });

  test('keeps audience and start once it is published', () => {
    const change = { type: 'ChangeAnnouncement', version: null, at: later } as const;
    const out = given(announcementDecider, [published]);
    expect(out.when({ ...change, changes: { message: 'See the docs.' } })).toEqual([
      AnnouncementEdited.of({ ...stored, message: 'See the docs.' }),
    ]);
    expect(out.when({ ...change, changes: { expiresAt: muchLater } })).toEqual([
      AnnouncementEdited.of({ ...stored, expiresAt: muchLater }),
    ]);
    for (const changes of [{ audience: 'administrators' }, { startsAt: muchLater }] as const) {
      expect(out.when({ ...change, changes })).toBe('announcement.published');
    }
  });

  test('is withdrawn, or discarded before anybody saw it, and then is not there', () => {
    const withdraw = { type: 'WithdrawAnnouncement' } as const;
    const withdrawn = AnnouncementWithdrawn.of(stored);
    expect(given(announcementDecider, [published]).when(withdraw)).toEqual([withdrawn]);
    expect(given(announcementDecider, [scheduled]).when(withdraw)).toEqual([
      AnnouncementDiscarded.of(stored),
    ]);
    expect(given(announcementDecider, [published, withdrawn]).when(withdraw)).toBe(
      'request.not_found',
    );
    expect(nothing.when(withdraw)).toBe('request.not_found');
  });

  test('says who hears of it', () => {
    const projectId = '018f4a3e-7c1d-7000-8000-000000000003';
    const inProject = { ...stored, audience: 'project', projectId } as const;
    expect(AnnouncementPublished.topics(stored)).toEqual(['system']);
    expect(AnnouncementScheduled.topics(stored)).toEqual(['administrators']);
    expect(AnnouncementPublished.topics(inProject)).toEqual([`members:${projectId}`]);
    expect(AnnouncementEdited.topics({ ...stored, audience: 'administrators' })).toEqual([
      'administrators',
    ]);
  });
});
