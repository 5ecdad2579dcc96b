import { expect, test } from 'vitest';
import { mayChangeFile, maySeeFile } from './file.permissions.ts';

const person = { personId: 'ana', isAdmin: false, projectRole: null };
const admin = { ...person, isAdmin: true };
const viewer = { ...person, projectRole: 'viewer' as const };

test('a private file is its uploader’s alone', () => {
  const file = { uploadedBy: 'ben', projectId: null };
  expect(maySeeFile(person, file)).toBe(false);
  expect(maySeeFile(admin, file)).toBe(false);
  expect(maySeeFile({ ...person, personId: 'ben' }, file)).toBe(true);
});

test('a project’s file is seen by whoever sees the project, and by its uploader for good', () => {
  const file = { uploadedBy: 'ben', projectId: 'garden' };
  expect(maySeeFile(person, file)).toBe(false);
  expect(maySeeFile(viewer, file)).toBe(true);
  expect(maySeeFile(admin, file)).toBe(true);
  expect(maySeeFile({ ...person, personId: 'ben' }, file)).toBe(true);
});

test('a file is changed by its uploader, and in a project by its owners and editors', () => {
  const file = { uploadedBy: 'ben', projectId: 'garden' };
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
