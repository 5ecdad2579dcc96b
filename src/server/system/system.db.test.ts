import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { AnnouncementEntity, MaintenanceEntity } from '#readmodels/system/system.entities.ts';
import { bearer, openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';

interface Page<Entity> {
  results: Entity[];
  next_cursor: string | null;
}

const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

/** An administrator and a member, by name. */
async function people(server: TestApp) {
  await addPerson(server, { email: 'ada@example.org', name: 'Ada', role: 'admin' });
  await addPerson(server, { email: 'bob@example.org', name: 'Bob' });
  const [ada, bob] = await Promise.all([
    tokensOf(server.app, 'ada@example.org'),
    tokensOf(server.app, 'bob@example.org'),
  ]);
  const as = (token: string) => ({
    get: <Body>(path: string) =>
      rest<Body>(server.app, 'GET', `system/${path}`, { headers: bearer(token) }),
    send: <Body = Record<string, unknown>>(
      method: 'POST' | 'PATCH' | 'DELETE',
      path: string,
      body?: object,
      headers: Record<string, string> = {},
    ) =>
      rest<Body>(server.app, method, `system/${path}`, {
        headers: { ...bearer(token), ...headers },
        ...(body ? { body } : {}),
      }),
  });
  return { ada: as(ada.access), bob: as(bob.access), adaId: ada.user.id, bobToken: bob.access };
}

describe('announcements', () => {
  it('are written, changed and withdrawn by administrators and read by everybody', async () => {
    await using server = await openTestApp();
    const { ada, bob, adaId } = await people(server);
    const written = await ada.send<AnnouncementEntity>('POST', 'announcements/', {
      title: 'New look',
      message: 'The project pages have a new look.',
      type: 'success',
      expires_at: '2199-01-01T01:00:00+01:00',
    });
    expect(written.status).toBe(201);
    const { id } = written.body;
    expect(written.body).toEqual({
      id,
      title: 'New look',
      message: 'The project pages have a new look.',
      type: 'success',
      audience: 'everyone',
      project_id: null,
      starts_at: written.body.starts_at,
      expires_at: '2199-01-01T00:00:00.000Z',
      status: 'published',
      author: { id: adaId, name: 'Ada', avatar_url: null },
      version: 1,
      created_at: written.body.created_at,
      updated_at: written.body.updated_at,
    });
    const { results } = (await bob.get<Page<AnnouncementEntity>>('announcements/')).body;
    expect(results).toEqual([written.body]);
    expect((await bob.get(`announcements/${id}/`)).body).toEqual(written.body);

    const changed = await ada.send<AnnouncementEntity>('PATCH', `announcements/${id}/`, {
      message: 'See the docs.',
      version: 1,
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ message: 'See the docs.', title: 'New look', version: 2 });
    const stale = await ada.send<Record<string, unknown>>('PATCH', `announcements/${id}/`, {
      title: 'Old look',
      version: 1,
    });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'request.stale', present: changed.body });
    const unmoved = await ada.send('PATCH', `announcements/${id}/`, { starts_at: fromNow(60) });
    expect([unmoved.status, unmoved.body.code]).toEqual([409, 'announcement.published']);

    expect((await ada.send('DELETE', `announcements/${id}/`)).status).toBe(204);
    expect((await ada.send('DELETE', `announcements/${id}/`)).status).toBe(404);
    expect((await ada.send('PATCH', `announcements/${id}/`, { title: 'x' })).status).toBe(404);
    for (const reader of [ada, bob]) {
      expect((await reader.get(`announcements/${id}/`)).status).toBe(404);
      expect((await reader.get('announcements/')).body).toEqual({ results: [], next_cursor: null });
    }
  });

  it('are seen by whom they concern while they do', async () => {
    await using server = await openTestApp();
    const { ada, bob, bobToken } = await people(server);
    const project = async (headers: Record<string, string>) => {
      const made = await rest<{ id: string }>(server.app, 'POST', 'projects/', {
        headers,
        body: { name: 'Garden' },
      });
      return made.body.id;
    };
    const bobs = await project(bearer(bobToken));
    const announce = async (body: object) => {
      const { status, body: made } = await ada.send<AnnouncementEntity>('POST', 'announcements/', {
        title: 'x',
        ...body,
      });
      expect(status).toBe(201);
      return made.id;
    };
    const everyone = await announce({});
    const administrators = await announce({ audience: 'administrators' });
    const inProject = await announce({ audience: 'project', project_id: bobs });
    const named = await announce({ project_id: bobs });
    const later = await announce({ starts_at: fromNow(3_600) });
    const over = await announce({ expires_at: fromNow(0.05) });
    await expect.poll(async () => (await bob.get(`announcements/${over}/`)).status).toBe(404);
    const idsOf = async (reader: typeof ada) => {
      const { body } = await reader.get<Page<AnnouncementEntity>>('announcements/');
      return body.results.map(({ id }) => id);
    };
    expect(await idsOf(bob)).toEqual([named, inProject, everyone]);
    expect(await idsOf(ada)).toEqual([over, later, named, inProject, administrators, everyone]);
    for (const id of [administrators, later]) {
      expect((await bob.get(`announcements/${id}/`)).status).toBe(404);
    }
    const first = await ada.get<Page<AnnouncementEntity>>('announcements/?limit=4');
    const rest_ = await ada.get<Page<AnnouncementEntity>>(
      `announcements/?limit=4&cursor=${first.body.next_cursor}`,
    );
    expect(rest_.body.results.map(({ id }) => id)).toEqual([administrators, everyone]);
    expect(rest_.body.next_cursor).toBeNull();
  });

  it('refuse who is nobody, who is a member, and what they cannot be', async () => {
    await using server = await openTestApp();
    const { ada, bob } = await people(server);
    const body = { title: 'x' };
    expect((await rest(server.app, 'GET', 'system/announcements/')).status).toBe(401);
    expect((await rest(server.app, 'POST', 'system/announcements/', { body })).status).toBe(401);
    const { body: made } = await ada.send<AnnouncementEntity>('POST', 'announcements/', body);
    const forbidden = [
      await bob.send('POST', 'announcements/', body),
      await bob.send('POST', 'announcements/', {}),
      await bob.send('PATCH', `announcements/${made.id}/`, { title: 'y' }),
      await bob.send('DELETE', `announcements/${made.id}/`),
      await bob.send('POST', 'maintenance/', {}),
      await bob.send('DELETE', `maintenance/${uuidv7()}/`),
    ];
    for (const { status, body: problem } of forbidden) {
      expect([status, problem.code]).toEqual([403, 'auth.forbidden']);
    }
    const wrong: [object, string][] = [
      [{}, 'title'],
      [{ title: '  ' }, 'title'],
      [{ title: 'x', type: 'shout' }, 'type'],
      [{ title: 'x', audience: 'nobody' }, 'audience'],
      [{ title: 'x', audience: 'project' }, 'project_id'],
      [{ title: 'x', project_id: uuidv7() }, 'project_id'],
      [{ title: 'x', starts_at: 'soon' }, 'starts_at'],
      [{ title: 'x', starts_at: '9999-12-31T23:59:59-10:00' }, 'starts_at'],
      [{ title: 'x', expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
      [{ title: 'x', starts_at: fromNow(60), expires_at: fromNow(30) }, 'expires_at'],
    ];
    for (const [sent, field] of wrong) {
      const { status, body: problem } = await ada.send<{ errors: { field: string }[] }>(
        'POST',
        'announcements/',
        sent,
      );
      expect([status, problem.errors.map((error) => error.field)]).toEqual([400, [field]]);
    }
    expect((await ada.send('DELETE', `announcements/${uuidv7()}/`)).status).toBe(404);
    expect((await ada.send('PATCH', 'announcements/nonsense/', body)).status).toBe(404);
  });

  it('are written once for an Idempotency-Key', async () => {
    await using server = await openTestApp();
    const { ada } = await people(server);
    const once = { 'idempotency-key': 'one' };
    const send = async (title: string) => ada.send('POST', 'announcements/', { title }, once);
    const [first, second, other] = [await send('x'), await send('x'), await send('y')];
    expect(second.body).toEqual(first.body);
    expect(other.status).toBe(409);
    const { body } = await ada.get<Page<AnnouncementEntity>>('announcements/');
    expect(body.results).toHaveLength(1);
  });
});

describe('maintenance', () => {
  it('is scheduled, moved and cancelled by administrators and known to everybody', async () => {
    await using server = await openTestApp();
    const { ada, bob } = await people(server);
    const window = { starts_at: fromNow(3_600), ends_at: fromNow(7_200), message: 'A new disk.' };
    const { status, body } = await ada.send<MaintenanceEntity>('POST', 'maintenance/', window);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...window, status: 'scheduled', version: 1 });
    const known = (await bob.get<Page<MaintenanceEntity>>('maintenance/')).body.results;
    expect(known).toEqual([body]);
    const path = `maintenance/${body.id}/`;
    const begun = await ada.send<MaintenanceEntity>('PATCH', path, { starts_at: fromNow(-1) });
    expect(begun.body).toMatchObject({ status: 'in_progress', version: 3 });
    const stale = await ada.send('PATCH', path, { message: 'Two disks.', version: 1 });
    expect(stale.body).toMatchObject({ code: 'request.stale', present: begun.body });
    const moved = await ada.send('PATCH', path, { starts_at: fromNow(60) });
    expect([moved.status, moved.body.code]).toEqual([409, 'maintenance.begun']);
    const wrong = await ada.send<{ errors: unknown }>('PATCH', path, { ends_at: fromNow(-60) });
    expect(wrong.status).toBe(400);
    expect((await ada.send('DELETE', path)).status).toBe(204);
    expect((await bob.get(path)).status).toBe(404);
    expect((await ada.send('POST', 'maintenance/', { starts_at: fromNow(1) })).status).toBe(400);
  });
});
