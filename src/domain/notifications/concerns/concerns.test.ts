/** Given what is known, when something happens, then these people are told of it, as this. */
import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../kernel/event.ts';
import type { TaskEvent } from '../../tasks/task.events.ts';
import {
  TaskAssigned,
  TaskCommentEdited,
  TaskCommented,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  TaskMoved,
  TaskRestored,
  TaskUpdated,
} from '../../tasks/task.events.ts';
import { concerned } from './concern.ts';
import { fileConcerns } from './file.concerns.ts';
import { chatConcerns, type ChatFacts, meetingConcerns } from './meeting.concerns.ts';
import { invitationConcerns, peopleConcerns } from './people.concerns.ts';
import { taskConcerns } from './task.concerns.ts';

const id = (last: number): string => `018f4a3e-7c1d-7000-8000-${String(last).padStart(12, '0')}`;
const [ana, bea, cem, dan] = [id(1), id(2), id(3), id(4)];
const members = [
  { id: ana, name: 'Ana' },
  { id: bea, name: 'Bea' },
  { id: cem, name: 'Cem' },
];
const place = { taskId: id(8), projectId: id(9) };
const task = {
  ...place,
  title: 'Plant the hedge',
  description: '',
  status: 'todo' as const,
  priority: 'none' as const,
  assigneeIds: [ana],
  dueAt: null,
  labels: [],
  position: 1,
};
const said = (text: string) =>
  TaskCommented.of({ ...place, commentId: id(7), authorId: cem, text });

function told(map: Map<string, string>): string[] {
  const names = new Map([
    [ana, 'Ana'],
    [bea, 'Bea'],
    [cem, 'Cem'],
    [dan, 'Dan'],
  ]);
  return [...map].map(([personId, kind]) => `${names.get(personId)} ${kind}`);
}

describe('of a task', () => {
  const facts = {
    before: task,
    task,
    creatorId: bea,
    commenterIds: [] as string[],
    saidBefore: [],
    members,
  };
  const when = (event: TaskEvent, actorId: RecordedEvent['metadata']['actorId'], more = {}) =>
    told(concerned(taskConcerns, event.type, actorId, { ...facts, event, ...more }));

  test.each<[string, TaskEvent, string | null, object, string[]]>([
    ['made', TaskCreated.of(task), bea, { before: null }, ['Ana task.assigned']],
    ['made for oneself', TaskCreated.of(task), ana, { before: null }, []],
    [
      'handed on',
      TaskAssigned.of({ ...place, assigneeIds: [bea, cem] }),
      cem,
      { task: { ...task, assigneeIds: [bea, cem] } },
      ['Bea task.assigned', 'Ana task.unassigned'],
    ],
    ['commented', said('Soon?'), cem, {}, ['Ana task.commented', 'Bea task.commented']],
    [
      'commented and somebody mentioned: once',
      said('@Ana, @Cem, soon?'),
      cem,
      {},
      ['Ana task.mentioned', 'Bea task.commented'],
    ],
    [
      'changed in what is said: who is mentioned now and was not before',
      TaskCommentEdited.of({ ...said('@Ana, @Bea, soon?').data }),
      cem,
      { saidBefore: ['Soon?', '@Ana, soon?'] },
      ['Bea task.mentioned'],
    ],
    [
      'commented after others',
      said('Yes'),
      ana,
      { commenterIds: [cem] },
      ['Bea task.commented', 'Cem task.commented'],
    ],
    [
      'changed',
      TaskUpdated.of({ ...place, changes: { title: 'x' } }),
      cem,
      {},
      ['Ana task.changed'],
    ],
    ['changed by whose it is', TaskUpdated.of({ ...place, changes: {} }), ana, {}, []],
    [
      'moved to another column',
      TaskMoved.of({ ...place, status: 'in_review', position: 1 }),
      cem,
      { task: { ...task, status: 'in_review' } },
      ['Ana task.changed'],
    ],
    ['moved within one', TaskMoved.of({ ...place, status: 'todo', position: 2 }), cem, {}, []],
    ['completed', TaskCompleted.of({ ...place, position: 1 }), ana, {}, ['Bea task.completed']],
    ['deleted', TaskDeleted.of(place), bea, {}, ['Ana task.deleted']],
    ['brought back', TaskRestored.of(place), bea, { before: null }, ['Ana task.changed']],
    [
      'given to somebody who is not in the project',
      TaskAssigned.of({ ...place, assigneeIds: [dan] }),
      bea,
      { task: { ...task, assigneeIds: [dan] } },
      ['Ana task.unassigned'],
    ],
  ])('%s', (_what, event, actorId, more, expected) => {
    expect(when(event, actorId, more)).toEqual(expected);
  });
});

describe('of a meeting', () => {
  const meeting = {
    meetingId: id(5),
    projectId: null,
    organizerId: ana,
    title: 'Weekly',
    description: '',
    startsAt: '2026-05-04T08:00:00.000Z',
    endsAt: '2026-05-04T09:00:00.000Z',
    timeZone: 'Europe/Paris',
    recurrence: null,
    participantIds: [bea],
  };
  const later = { ...meeting, startsAt: '2026-05-04T10:00:00.000Z' };

  test.each([
    ['MeetingScheduled', ana, { before: null, meeting }, ['Bea meeting.invited']],
    ['MeetingUpdated', ana, { before: meeting, meeting: later }, ['Bea meeting.moved']],
    ['MeetingUpdated', bea, { before: meeting, meeting: { ...meeting, title: 'x' } }, []],
    [
      'MeetingUpdated',
      ana,
      { before: meeting, meeting: { ...later, participantIds: [cem] } },
      ['Cem meeting.invited', 'Bea meeting.removed'],
    ],
    ['MeetingCancelled', bea, { before: meeting, meeting }, ['Ana meeting.cancelled']],
  ])('%s', (type, actorId, facts, expected) => {
    expect(told(concerned(meetingConcerns, type, actorId, facts))).toEqual(expected);
  });

  const chat = { text: 'Soon?', saidBefore: [], answeredId: null, participants: members };

  test.each<[string, string, Partial<ChatFacts>, string[]]>([
    [
      'who is mentioned in its chat and may be there',
      'MessagePosted',
      { text: '@Bea and @Dan, and me, @Ana' },
      ['Bea chat.mentioned'],
    ],
    [
      'who is mentioned in a message that was changed, and was not before',
      'MessageEdited',
      { text: '@Bea and @Cem', saidBefore: ['Soon, @Bea?', 'Soon?'] },
      ['Cem chat.mentioned'],
    ],
    ['who is answered', 'MessageLinked', { answeredId: bea }, ['Bea chat.answered']],
    ['not who answers themselves', 'MessageLinked', { answeredId: ana }, []],
    ['not who may not be there any more', 'MessageLinked', { answeredId: dan }, []],
    [
      'not who is answered and mentioned a second time',
      'MessageLinked',
      { answeredId: bea, text: 'Soon, @Bea' },
      [],
    ],
  ])('%s', (_what, type, facts, expected) => {
    expect(told(concerned(chatConcerns, type, ana, { ...chat, ...facts }))).toEqual(expected);
  });
});

test.each([
  ['ProjectMemberAdded', ['Bea project.added']],
  ['ProjectMemberRoleChanged', ['Bea project.role_changed']],
  ['ProjectMemberRemoved', ['Bea project.removed']],
  ['PersonRoleChanged', ['Bea person.role_changed']],
])('of people: %s', (type, expected) => {
  const facts = { personId: bea };
  expect(told(concerned(peopleConcerns, type, cem, facts))).toEqual(expected);
  expect(told(concerned(peopleConcerns, type, bea, facts))).toEqual([]);
});

test.each([
  ['InvitationAccepted', bea, ['Ana invitation.accepted']],
  ['InvitationMailRefused', null, ['Ana invitation.undelivered']],
])('of an invitation: %s', (type, actorId, expected) => {
  expect(told(concerned(invitationConcerns, type, actorId, { invitedBy: ana }))).toEqual(expected);
});

test.each([
  ['FileReady', true, ['Ana file.own_ready', 'Bea file.picture_added']],
  ['FileReady', false, ['Bea file.document_added']],
  ['FileQuarantined', false, ['Ana file.quarantined']],
  ['FileFailed', true, ['Ana file.failed']],
])('of a file: %s', (type, isPicture, expected) => {
  const facts = { uploadedBy: ana, isPicture, isInProject: true, peopleIds: [ana, bea] };
  expect(told(concerned(fileConcerns, type, null, facts))).toEqual(expected);
});
