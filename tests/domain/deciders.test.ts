import { describe, expect, test } from 'vitest';
import { fileDecider } from '#domain/files/file.decider.ts';
import { FileReady, FileUploaded } from '#domain/files/file.events.ts';
import { invitationDecider } from '#domain/invitations/invitation.decider.ts';
import { InvitationAccepted, InvitationIssued } from '#domain/invitations/invitation.events.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { PersonRegistered, PersonRenamed } from '#domain/people/person.events.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import {
  ProjectCreated,
  ProjectMemberAdded,
  ProjectMemberRemoved,
} from '#domain/projects/project.events.ts';
import { sessionDecider } from '#domain/sessions/session.decider.ts';
import { SessionEnded, SessionStarted } from '#domain/sessions/session.events.ts';
import { given } from '#tests/support/given.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const bea = '018f4a3e-7c1d-7000-8000-000000000002';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

describe('a project', () => {
  const created = ProjectCreated.of({ projectId: it, name: 'G', description: '', ownerId: ana });
  const anaOwns = ProjectMemberAdded.of({ projectId: it, personId: ana, role: 'owner' });
  const beaEdits = ProjectMemberAdded.of({ projectId: it, personId: bea, role: 'editor' });

  test('is owned by who makes it', () => {
    expect(
      given(projectDecider, []).when({
        type: 'CreateProject',
        projectId: it,
        name: 'G',
        description: '',
        ownerId: ana,
      }),
    ).toEqual([created, anaOwns]);
  });

  test('has each member once', () => {
    expect(
      given(projectDecider, [created, anaOwns, beaEdits]).when({
        type: 'AddMember',
        personId: bea,
        role: 'viewer',
      }),
    ).toBe('project.already_member');
  });

  test('never loses its last owner, by leaving or by a lower role', () => {
    const project = given(projectDecider, [created, anaOwns, beaEdits]);
    expect(project.when({ type: 'RemoveMember', personId: ana })).toBe('project.last_owner');
    expect(project.when({ type: 'ChangeMemberRole', personId: ana, role: 'editor' })).toBe(
      'project.last_owner',
    );
    expect(project.when({ type: 'RemoveMember', personId: bea })).toEqual([
      ProjectMemberRemoved.of({ projectId: it, personId: bea }),
    ]);
  });

  test('lets an owner go where another one stays', () => {
    const beaOwns = ProjectMemberAdded.of({ projectId: it, personId: bea, role: 'owner' });
    expect(
      given(projectDecider, [created, anaOwns, beaOwns]).when({
        type: 'RemoveMember',
        personId: ana,
      }),
    ).toEqual([ProjectMemberRemoved.of({ projectId: it, personId: ana })]);
  });

  test('that is not there takes nothing', () => {
    expect(given(projectDecider, []).when({ type: 'RemoveMember', personId: ana })).toBe(
      'request.not_found',
    );
  });
});

describe('a person', () => {
  const registered = PersonRegistered.of({
    personId: ana,
    email: 'ana@example.org',
    name: 'Ana',
    role: 'member',
    language: 'en',
  });

  test('is renamed, and nothing is stored where the name stays', () => {
    const person = given(personDecider, [registered]);
    expect(person.when({ type: 'RenamePerson', name: 'Anna' })).toEqual([
      PersonRenamed.of({ personId: ana, name: 'Anna' }),
    ]);
    expect(person.when({ type: 'RenamePerson', name: 'Ana' })).toEqual([]);
  });

  test('is registered once', () => {
    expect(
      given(personDecider, [registered]).when({ type: 'RegisterPerson', ...registered.data }),
    ).toBe('conflict');
  });
});

describe('a session', () => {
  const started = SessionStarted.of({
    sessionId: it,
    personId: ana,
    client: 'web',
    ip: '127.0.0.1',
    userAgent: '',
  });
  const ended = SessionEnded.of({ sessionId: it, personId: ana, reason: 'signed_out' });

  test('ends once, however often it is ended', () => {
    expect(
      given(sessionDecider, [started]).when({ type: 'EndSession', reason: 'signed_out' }),
    ).toEqual([ended]);
    expect(
      given(sessionDecider, [started, ended]).when({ type: 'EndSession', reason: 'revoked' }),
    ).toEqual([]);
  });
});

describe('an invitation', () => {
  const issued = InvitationIssued.of({
    invitationId: it,
    email: 'bea@example.org',
    role: 'member',
    projectId: null,
    invitedBy: ana,
    expiresAt: '2026-01-08T00:00:00.000Z',
  });
  const accept = { type: 'AcceptInvitation', personId: bea } as const;
  const inTime = '2026-01-07T23:59:59.999Z';

  test('is taken by the address it is for, in time', () => {
    expect(
      given(invitationDecider, [issued]).when({ ...accept, email: 'bea@example.org', now: inTime }),
    ).toEqual([InvitationAccepted.of({ invitationId: it, personId: bea, invitedBy: ana })]);
  });

  test.each([
    { why: 'another address', past: [issued], email: 'cleo@example.org', now: inTime },
    { why: 'too late', past: [issued], email: 'bea@example.org', now: '2026-01-08T00:00:00.000Z' },
    {
      why: 'used up',
      past: [issued, InvitationAccepted.of({ invitationId: it, personId: ana, invitedBy: ana })],
      email: 'bea@example.org',
      now: inTime,
    },
    { why: 'never issued', past: [], email: 'bea@example.org', now: inTime },
  ])('is refused: $why', ({ past, email, now }) => {
    expect(given(invitationDecider, past).when({ ...accept, email, now })).toBe(
      'auth.invitation_invalid',
    );
  });
});

describe('a file', () => {
  const upload = {
    fileId: it,
    uploadedBy: ana,
    projectId: null,
    fileType: 'image',
    originalName: 'photo.jpg',
    altText: '',
    mimeType: 'image/jpeg',
    sizeBytes: 10,
    sha256: 'ab'.repeat(32),
    width: 640,
    height: 480,
    storageKey: '2026/01/x.jpg',
    placeholder: null,
  } as const;
  const renditions = {
    mimeType: 'image/jpeg',
    width: 640,
    height: 480,
    sizeBytes: 8,
    storageKey: '2026/01/x.picture.jpg',
    thumbnails: [],
  };
  const ready = FileReady.of({ fileId: it, uploadedBy: ana, projectId: null, ...renditions });

  test('becomes ready once; a job that runs again changes nothing', () => {
    const uploaded = FileUploaded.of(upload);
    expect(given(fileDecider, [uploaded]).when({ type: 'RecordRenditions', renditions })).toEqual([
      ready,
    ]);
    expect(
      given(fileDecider, [uploaded, ready]).when({ type: 'RecordRenditions', renditions }),
    ).toEqual([]);
    expect(
      given(fileDecider, [uploaded, ready]).when({ type: 'RecordFailure', code: 'file.corrupt' }),
    ).toEqual([]);
  });
});
