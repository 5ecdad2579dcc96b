import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { projectDecider } from './project.decider.ts';
import { ProjectCreated, ProjectMemberAdded, ProjectMemberRemoved } from './project.events.ts';

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
