import { expect, test } from 'vitest';
import { mayChangeFile, mayDeleteForGood, maySeeFile } from './file.permissions.ts';

const person = { personId: 'ana', isAdmin: false, projectRole: null, meetingRole: null };
const admin = { ...person, isAdmin: true };
const viewer = { ...person, projectRole: 'viewer' as const };

test('a private file is its uploader’s alone', () => {
  const file = { uploadedBy: 'ben', projectId: null, meetingId: null };
  expect(maySeeFile(person, file)).toBe(false);
  expect(maySeeFile(admin, file)).toBe(false);
  expect(maySeeFile({ ...person, personId: 'ben' }, file)).toBe(true);
});

test('a project’s file is seen by whoever sees the project, and by its uploader for good', () => {
  const file = { uploadedBy: 'ben', projectId: 'garden', meetingId: null };
  expect(maySeeFile(person, file)).toBe(false);
  expect(maySeeFile(viewer, file)).toBe(true);
  expect(maySeeFile(admin, file)).toBe(true);
  expect(maySeeFile({ ...person, personId: 'ben' }, file)).toBe(true);
});

test('a file is changed by its uploader, and in a project by its owners and editors', () => {
  const file = { uploadedBy: 'ben', projectId: 'garden', meetingId: null };
  for (const [actor, may] of [
    [person, false],
    [admin, false],
    [viewer, false],
    [{ ...person, projectRole: 'editor' as const }, true],
    [{ ...person, projectRole: 'owner' as const }, true],
    [{ ...person, personId: 'ben' }, true],
  ] as const) {
    expect(mayChangeFile(actor, file)).toBe(may);
  }
  expect(mayChangeFile(admin, { ...file, projectId: null })).toBe(false);
});

test('a meeting’s file is seen by whoever may enter its chat, and changed by its organizer too', () => {
  const file = { uploadedBy: 'ben', projectId: null, meetingId: 'round' };
  const participant = { ...person, meetingRole: 'participant' as const };
  const organizer = { ...person, meetingRole: 'organizer' as const };
  expect([person, admin, viewer].map((actor) => maySeeFile(actor, file))).not.toContain(true);
  expect([participant, organizer].map((actor) => maySeeFile(actor, file))).toEqual([true, true]);
  expect([participant, organizer].map((actor) => mayChangeFile(actor, file))).toEqual([
    false,
    true,
  ]);
  const elsewhere = { ...file, projectId: 'garden', meetingId: null };
  expect(maySeeFile(organizer, elsewhere)).toBe(false);
});

test('a file is gone for good by its uploader, and by who answers for its project or its meeting', () => {
  const file = { uploadedBy: 'ben', projectId: 'garden', meetingId: null };
  const editor = { ...person, projectRole: 'editor' as const };
  for (const [actor, may] of [
    [{ ...person, personId: 'ben' }, true],
    [{ ...person, projectRole: 'owner' as const }, true],
    [editor, false],
    [{ ...editor, isAdmin: true }, true],
    [admin, false],
    [viewer, false],
    [person, false],
  ] as const) {
    expect(mayDeleteForGood(actor, file)).toBe(may);
  }
  const ofMeeting = { ...file, projectId: null, meetingId: 'round' };
  expect(mayDeleteForGood({ ...person, meetingRole: 'organizer' }, ofMeeting)).toBe(true);
  expect(mayDeleteForGood({ ...person, meetingRole: 'participant' }, ofMeeting)).toBe(false);
});
