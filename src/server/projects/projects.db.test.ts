import { describe, expect, it } from 'vitest';
import type { MemberEntity, ProjectEntity } from '#readmodels/projects/project.entity.ts';
import { openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { anyText, textLike } from '#tests/support/matchers.ts';
import { addPerson } from '#tests/support/sign-in.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { makeTeam, type TeamMate } from '#tests/support/team.ts';
import { upload } from '#tests/support/upload.ts';

interface Problem {
  code: string;
  errors: { field: string; code: string }[];
  present?: ProjectEntity;
}
interface Page<T> {
  results: T[];
}

const times = { starts_at: '2026-03-02T09:00:00Z', ends_at: '2026-03-02T10:00:00Z' };

/** REST as one person uses it. */
function as({ app }: TestServer, { headers }: TeamMate) {
  const send =
    (method: 'POST' | 'PATCH') =>
    <T = ProjectEntity>(path: string, body: object, more: Record<string, string> = {}) =>
      rest<T>(app, method, path, { body, headers: { ...headers, ...more } });
  return {
    get: <T = ProjectEntity>(path: string) => rest<T>(app, 'GET', path, { headers }),
    post: send('POST'),
    patch: send('PATCH'),
    remove: <T = Problem>(path: string) => rest<T>(app, 'DELETE', path, { headers }),
  };
}

describe('a project', () => {
  it('is made, changed, archived and brought back', async () => {
    await using server = await openTestApp();
    const { owner, editor } = await makeTeam(server);
    const by = as(server, owner);
    const made = await by.post('projects/', { name: 'Roof' });
    expect(made.body).toEqual({
      id: anyText,
      name: 'Roof',
      description: '',
      role: 'owner',
      version: 1,
      created_at: anyText,
      archived_at: null,
    });
    const path = `projects/${made.body.id}/`;
    expect((await by.get(path)).body).toEqual(made.body);
    await by.post(`${path}members/`, { user_id: editor.id, role: 'editor' });

    const changed = await by.patch(path, { name: 'Green roof', description: 'Moss', version: 1 });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ name: 'Green roof', description: 'Moss', version: 4 });
    expect((await by.get(path)).body).toEqual(changed.body);
    const stale = await by.patch<Problem>(path, { name: 'Red roof', version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'request.stale', present: changed.body });

    expect((await by.remove(path)).status).toBe(204);
    expect((await by.remove(path)).status).toBe(204);
    expect((await by.get(path)).body).toMatchObject({ archived_at: anyText, version: 5 });
    const namesIn = async (query: string) =>
      (await by.get<Page<ProjectEntity>>(`projects/${query}`)).body.results.map(({ name }) => name);
    expect(await namesIn('')).toEqual(['Garden']);
    expect(await namesIn('?archived=true')).toEqual(['Green roof']);
    const refused = [
      await by.patch<Problem>(path, { name: 'Blue roof' }),
      await by.post<Problem>(`${path}tasks/`, { title: 'Seed' }),
      await by.post<Problem>(`${path}members/`, { email: 'new@example.org' }),
      await by.post<Problem>('invitations/', {
        email: 'new@example.org',
        role: 'member',
        project_id: made.body.id,
      }),
      await by.post<Problem>('meetings/', { title: 'Sowing', project_id: made.body.id, ...times }),
      await upload(server.app, owner.headers, [
        { bytes: await jpeg({ width: 8, height: 8 }) },
        { field: 'project_id', value: made.body.id },
      ]),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(6).fill([409, 'project.archived']),
    );
    const back = await by.patch(path, { archived: false, name: 'Blue roof' });
    expect(back.body).toMatchObject({ archived_at: null, name: 'Blue roof', version: 7 });
    expect((await by.post(`${path}tasks/`, { title: 'Seed' })).status).toBe(201);
  });

  it('is changed by tRPC as well', async () => {
    await using server = await openTestApp();
    const { projectId, owner, viewer, stranger } = await makeTeam(server);
    const call = <T = ProjectEntity>(kind: 'query' | 'mutation', name: string, input: object) =>
      trpc<T>(server.app, kind, `projects.${name}`, { projectId, ...input }, owner.headers);
    const renamed = await call('mutation', 'update', { name: 'Park', version: 1 });
    expect(renamed.body).toMatchObject({ name: 'Park' });
    const gone = { userId: viewer.id };
    await call('mutation', 'changeMemberRole', { ...gone, role: 'editor' });
    await call('mutation', 'removeMember', gone);
    const added = await call('mutation', 'addMember', { userId: stranger.id, role: 'viewer' });
    expect(added.body).toMatchObject({ member: { user: { id: stranger.id }, role: 'viewer' } });
    const invited = await call('mutation', 'addMember', { email: 'New@example.org' });
    expect(invited.body).toMatchObject({ member: null, invited: { email: 'new@example.org' } });
    expect((await call('mutation', 'archive', {})).body).toMatchObject({ archived_at: anyText });
    const got = await call<{ members: MemberEntity[] }>('query', 'get', {});
    expect(got.body).toMatchObject({ project: { name: 'Park' }, position: anyText });
    expect(got.body.members.map(({ user, role }) => [user.name, role])).toEqual([
      ['Olga', 'owner'],
      ['Emil', 'editor'],
      ['Stan', 'viewer'],
    ]);
  });

  it('is changed by its owners and administrators only, and unknown to strangers', async () => {
    await using server = await openTestApp();
    const { projectId, ...team } = await makeTeam(server);
    const path = `projects/${projectId}/`;
    const statusesFor = async (mate: TeamMate) => {
      const by = as(server, mate);
      const answers = [
        await by.get(path),
        await by.get(`${path}members/`),
        await by.patch(path, { description: mate.name }),
        await by.post(`${path}members/`, { user_id: team.stranger.id }),
        await by.post(`${path}members/`, { email: 'new@example.org' }),
        await by.patch(`${path}members/${team.viewer.id}/`, { role: 'editor' }),
        await by.remove(`${path}members/${team.owner.id}/`),
        await by.remove(path),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await statusesFor(team.stranger)).toEqual(Array(8).fill(404));
    expect(await statusesFor(team.viewer)).toEqual([200, 200, 403, 403, 403, 403, 403, 403]);
    expect(await statusesFor(team.editor)).toEqual([200, 200, 403, 403, 403, 403, 403, 403]);
    expect(await statusesFor(team.owner)).toEqual([200, 200, 200, 201, 201, 200, 409, 204]);
    expect((await as(server, team.admin).patch(path, { archived: false })).status).toBe(200);
  });

  it('says which fields it cannot take', async () => {
    await using server = await openTestApp();
    const { projectId, owner } = await makeTeam(server);
    const by = as(server, owner);
    const path = `projects/${projectId}/`;
    const fieldsOf = async (body: object) => {
      const { status, body: problem } = await by.patch<Problem>(path, body);
      return [status, ...problem.errors.map(({ field }) => field)];
    };
    expect(await fieldsOf({ name: '' })).toEqual([400, 'name']);
    expect(await fieldsOf({ name: null })).toEqual([400, 'name']);
    expect(await fieldsOf({ description: 7 })).toEqual([400, 'description']);
    expect(await fieldsOf({ archived: 'yes' })).toEqual([400, 'archived']);
    expect(await fieldsOf({ version: 0 })).toEqual([400, 'version']);
    for (const id of ['1', owner.id]) expect((await by.get(`projects/${id}/`)).status).toBe(404);
  });
});

describe('members', () => {
  it('that are known are in at once, by id or by address', async () => {
    await using server = await openTestApp();
    const { projectId, owner, stranger } = await makeTeam(server);
    const by = as(server, owner);
    const path = `projects/${projectId}/members/`;
    const cleoId = await addPerson(server, { email: 'cleo@example.org', name: 'Cleo' });
    const key = { 'idempotency-key': 'cleo' };
    const add = () => by.post<MemberEntity>(path, { email: 'Cleo@Example.org' }, key);
    const cleo = { user: { id: cleoId, name: 'Cleo', avatar_url: null }, role: 'editor' };
    expect(await add()).toMatchObject({ status: 201, body: cleo });
    expect(await add()).toMatchObject({ status: 201, body: cleo });
    const added = await by.post<MemberEntity>(path, { user_id: stranger.id, role: 'viewer' });
    expect(added.body).toEqual({
      user: { id: stranger.id, name: 'Stan', avatar_url: null },
      role: 'viewer',
    });
    expect((await by.post<Problem>(path, { user_id: stranger.id })).body.code).toBe(
      'project.already_member',
    );
    const changed = await by.patch<MemberEntity>(`${path}${cleoId}/`, { role: 'owner' });
    expect(changed.body).toEqual({ ...cleo, role: 'owner' });
    const listed = await by.get<Page<MemberEntity>>(path);
    expect(listed.body.results.map(({ user, role }) => `${user.name} ${role}`)).toEqual([
      'Olga owner',
      'Emil editor',
      'Vera viewer',
      'Cleo owner',
      'Stan viewer',
    ]);
    expect(listed.body).toMatchObject({ next_cursor: null, position: anyText });
    expect((await by.remove(`${path}${owner.id}/`)).status).toBe(204);
    expect((await by.get(`projects/${projectId}/`)).status).toBe(404);
  });

  it('may leave by themselves', async () => {
    await using server = await openTestApp();
    const { projectId, viewer } = await makeTeam(server);
    const by = as(server, viewer);
    expect((await by.remove(`projects/${projectId}/members/${viewer.id}/`)).status).toBe(204);
    expect((await by.get(`projects/${projectId}/`)).status).toBe(404);
  });

  it('that nobody knows yet are invited, and come in with the role they were promised', async () => {
    await using server = await openTestApp();
    const { projectId, owner } = await makeTeam(server);
    const by = as(server, owner);
    const path = `projects/${projectId}/members/`;
    interface Invited {
      user: null;
      email: string;
      role: string;
      invitation: { url: string; expires_at: string };
    }
    const invite = () =>
      by.post<Invited>(
        path,
        { email: 'new@example.org', role: 'viewer' },
        { 'idempotency-key': 'n' },
      );
    const invited = await invite();
    expect(invited.status).toBe(201);
    expect(invited.body).toEqual({
      user: null,
      email: 'new@example.org',
      role: 'viewer',
      invitation: { url: textLike(/\/invite\/\S{20,}$/), expires_at: anyText },
    });
    expect(invited.headers['cache-control']).toBe('no-store');
    // The link is a secret: sent again, the request makes another one.
    const again = await invite();
    expect(again.body.invitation.url).not.toBe(invited.body.invitation.url);
    const kept = await server.services.platform.database.sql`select 1 from ops.answers`;
    expect(kept).toHaveLength(0);
    const registered = await rest<{ user: { id: string } }>(server.app, 'POST', 'auth/register/', {
      body: {
        email: 'new@example.org',
        name: 'Nora',
        password: 'correct horse battery',
        invitation: again.body.invitation.url.split('/').at(-1),
      },
    });
    expect(registered.status).toBe(201);
    const listed = await by.get<Page<MemberEntity>>(path);
    expect(listed.body.results.at(-1)).toEqual({
      user: { id: registered.body.user.id, name: 'Nora', avatar_url: null },
      role: 'viewer',
    });
  });

  it('cannot be anything else', async () => {
    await using server = await openTestApp();
    const { projectId, owner, stranger, viewer } = await makeTeam(server);
    const by = as(server, owner);
    const path = `projects/${projectId}/members/`;
    for (const body of [
      {},
      { user_id: stranger.id, email: 'stan@example.org' },
      { user_id: 'x' },
      { email: 'x' },
      { user_id: stranger.id, role: 'admin' },
    ]) {
      expect((await by.post(path, body)).status, JSON.stringify(body)).toBe(400);
    }
    expect((await by.post(path, { user_id: projectId })).status).toBe(404);
    expect((await by.patch(`${path}${stranger.id}/`, { role: 'viewer' })).status).toBe(404);
    expect((await by.patch(`${path}${viewer.id}/`, { role: 'king' })).status).toBe(400);
    expect((await by.remove(`${path}${stranger.id}/`)).status).toBe(404);
  });
});

it('an invitation names a role in the project, too', async () => {
  await using server = await openTestApp();
  const { projectId, owner } = await makeTeam(server);
  const by = as(server, owner);
  const invite = (body: object) => by.post('invitations/', { project_id: projectId, ...body });
  expect((await invite({ email: 'a@example.org', role: 'viewer' })).status).toBe(201);
  expect((await invite({ email: 'b@example.org', role: 'member' })).status).toBe(201);
  expect((await invite({ email: 'c@example.org', role: 'admin' })).status).toBe(403);
  expect((await invite({ email: 'd@example.org', role: 'king' })).status).toBe(400);
});
