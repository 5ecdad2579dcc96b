/** The list in docs/notifications.md of which event concerns whom is the one in the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileConcerns } from '#domain/notifications/concerns/file.concerns.ts';
import { chatConcerns, meetingConcerns } from '#domain/notifications/concerns/meeting.concerns.ts';
import {
  invitationConcerns,
  peopleConcerns,
} from '#domain/notifications/concerns/people.concerns.ts';
import { taskConcerns } from '#domain/notifications/concerns/task.concerns.ts';
import { type KindName, kindNames } from '#domain/notifications/kinds/kinds.ts';
import { eventDefinitions } from '#domain/registry.ts';

const page = readFileSync(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.+) \| .+ \| `([a-z._]+)` \|$/gm)].map(
  ([, of = '', kind = '']) => ({
    kind,
    events: of.match(/`(\w+)`/g)?.map((one) => one.slice(1, -1)),
  }),
);
const concerns = [
  ...taskConcerns,
  ...meetingConcerns,
  ...chatConcerns,
  ...peopleConcerns,
  ...invitationConcerns,
  ...fileConcerns,
];
/** Not of an event that happens to something, but of time, or of what somebody sends. */
const others: readonly KindName[] = ['task.due_soon', 'task.overdue', 'meeting.soon', 'message'];

test('each kind of notification is in the list, once', () => {
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual(kindNames.toSorted());
});

test.each(kindNames.filter((kind) => !others.includes(kind)))('%s', (kind) => {
  const written = rows.find((row) => row.kind === kind)?.events ?? [];
  const told = concerns.filter((one) => one.kind === kind).flatMap(({ events }) => events);
  const events = kind === 'announcement.published' ? ['AnnouncementPublished'] : told;
  expect(written.toSorted()).toEqual([...new Set(events)].toSorted());
  for (const event of written) expect(eventDefinitions.has(event)).toBe(true);
});
