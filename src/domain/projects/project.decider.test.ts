import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { type ProjectChanges, projectDecider } from './project.decider.ts';
import {
  ProjectArchived,
  ProjectCreated,
  ProjectMemberAdded,
  ProjectMemberRemoved,
  ProjectMemberRoleChanged,
  ProjectRestored,
  ProjectUpdated,
} from './project.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const bea = '018f4a3e-7c1d-7000-8000-000000000002';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

function change(changes: ProjectChanges, version: number | null = null) {
  return { type: 'ChangeProject' as const, changes, version };
}

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

  test('gives a member another role, and makes no event of the one they have', () => {
    const project = given(projectDecider, [created, anaOwns, beaEdits]);
    expect(project.when({ type: 'ChangeMemberRole', personId: bea, role: 'viewer' })).toEqual([
      ProjectMemberRoleChanged.of({ projectId: it, personId: bea, role: 'viewer' }),
    ]);
    expect(project.when({ type: 'ChangeMemberRole', personId: bea, role: 'editor' })).toEqual([]);
    const cleo = '018f4a3e-7c1d-7000-8000-000000000009';
    expect(project.when({ type: 'ChangeMemberRole', personId: cleo, role: 'viewer' })).toBe(
      'project.not_member',
    );
  });

  test('tells what of it changed and no more', () => {
    const project = given(projectDecider, [created, anaOwns]);
    expect(project.when(change({ name: 'Garden', description: '' }))).toEqual([
      ProjectUpdated.of({ projectId: it, changes: { name: 'Garden' } }),
    ]);
    expect(project.when(change({ name: 'G', description: '', isArchived: false }))).toEqual([]);
  });

  test('refuses a change made from another version; members make none', () => {
    const renamed = ProjectUpdated.of({ projectId: it, changes: { name: 'Garden' } });
    const past = [created, anaOwns, renamed, beaEdits];
    expect(given(projectDecider, past).when(change({ name: 'X' }, 1))).toBe('request.stale');
    expect(given(projectDecider, past).when(change({ name: 'X' }, 3))).toEqual([
      ProjectUpdated.of({ projectId: it, changes: { name: 'X' } }),
    ]);
  });

  test('goes into the archive and comes back; there nothing else of it changes', () => {
    const archived = ProjectArchived.of({ projectId: it });
    const restored = ProjectRestored.of({ projectId: it });
    const active = given(projectDecider, [created, anaOwns]);
    expect(active.when(change({ isArchived: true }))).toEqual([archived]);
    const away = given(projectDecider, [created, anaOwns, archived]);
    expect(away.when(change({ isArchived: true }))).toEqual([]);
    expect(away.when(change({ name: 'X' }))).toBe('project.archived');
    expect(away.when(change({ name: 'X', isArchived: false }))).toEqual([
      restored,
      ProjectUpdated.of({ projectId: it, changes: { name: 'X' } }),
    ]);
    const back = given(projectDecider, [created, anaOwns, archived, restored]);
    expect(back.when(change({ name: 'X' }))).toHaveLength(1);
  });

  test('that is not there takes nothing', () => {
    expect(given(projectDecider, []).when(change({ name: 'X' }))).toBe('request.not_found');
    expect(given(projectDecider, []).when({ type: 'RemoveMember', personId: ana })).toBe(
      'request.not_found',
    );
  });
});
