import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { FastifyInstance } from 'fastify';
import type { NotificationEntity } from '#readmodels/notifications/notification.entity.ts';
import type { PreferencesEntity } from '#readmodels/notifications/preferences.query.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { transact } from '#infra/log/transact.ts';
import { buildApp } from '#server/http/app.ts';
import {
  notify,
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

interface Page {
  results: NotificationEntity[];
  next_cursor: string | null;
  unread_count: number;
  position: string;
}

let server: RunningLive;
let app: FastifyInstance;
const held = new AsyncDisposableStack();
beforeAll(async () => {
  const database = held.use(await createTestDatabase());
  server = held.use(await startLive({ databaseUrl: database.ownerUrl }));
  app = await buildApp(server.services);
  held.defer(() => app.close());
});
afterAll(() => held.disposeAsync());

async function call(
  person: SignedInPerson | null,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  path: string,
  payload?: Record<string, unknown>,
) {
  const headers = person ? { authorization: `Bearer ${person.accessToken}` } : {};
  return app.inject({ method, url: `/api/v1/notifications${path}`, headers, payload });
}

async function list(person: SignedInPerson, query = ''): Promise<Page> {
  return (await call(person, 'GET', `/${query}`)).json<Page>();
}

describe('the list', () => {
  it('is one’s own, newest first, by pages, with count and position', async () => {
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const titles = ['one', 'two', 'three'];
    for (const title of titles) await notify(server.platform, ana.personId, { title });
    const last = await notify(server.platform, leo.personId);
    await server.platform.tail.whenVisible(last.eventIds, 10_000);
    const first = await list(ana, '?limit=2');
    expect(first.results.map(({ title }) => title)).toEqual(['three', 'two']);
    expect(first.unread_count).toBe(3);
    const second = await list(ana, `?limit=2&cursor=${first.next_cursor}`);
    expect(second.results.map(({ title }) => title)).toEqual(['one']);
    expect(second.next_cursor).toBeNull();
    expect(Number(second.position)).toBeGreaterThan(0);
  });

  it('asks for a sign-in, and for a cursor that is one', async () => {
    expect((await call(null, 'GET', '/')).statusCode).toBe(401);
    const ana = await signInSomebody(server);
    expect((await call(ana, 'GET', '/?cursor=nonsense')).statusCode).toBe(400);
    expect((await call(ana, 'GET', '/?limit=0')).statusCode).toBe(400);
  });
});

describe('marking', () => {
  it('reads one, unreads it, reads all', async () => {
    const ana = await signInSomebody(server);
    const { notificationId } = await notify(server.platform, ana.personId);
    const { eventIds } = await notify(server.platform, ana.personId);
    await server.platform.tail.whenVisible(eventIds, 10_000);
    const read = await call(ana, 'PATCH', `/${notificationId}/`, { read: true });
    expect(read.json<NotificationEntity>().read_at).toEqual(expect.any(String));
    expect((await list(ana, '?unread=true')).results).toHaveLength(1);
    expect((await list(ana)).unread_count).toBe(1);
    const unread = await call(ana, 'PATCH', `/${notificationId}`, { read: false });
    expect(unread.json<NotificationEntity>().read_at).toBeNull();
    expect((await list(ana)).unread_count).toBe(2);
    expect((await call(ana, 'POST', '/read-all/')).statusCode).toBe(204);
    expect((await list(ana)).unread_count).toBe(0);
    expect((await list(ana, '?unread=true')).results).toEqual([]);
  });

  it('leaves other people’s alone', async () => {
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const { notificationId, eventIds } = await notify(server.platform, leo.personId);
    await server.platform.tail.whenVisible(eventIds, 10_000);
    const tried = await call(ana, 'PATCH', `/${notificationId}/`, { read: true });
    expect(tried.statusCode).toBe(404);
    expect((await call(ana, 'PATCH', '/nonsense/', { read: true })).statusCode).toBe(404);
    expect((await call(leo, 'PATCH', `/${notificationId}/`, { read: 'yes' })).statusCode).toBe(400);
    const unknown = await call(leo, 'PATCH', `/${notificationId}/`, { read: true, seen: true });
    expect(unknown.statusCode).toBe(400);
    expect(unknown.json()).toMatchObject({
      errors: [{ field: 'seen', code: 'unrecognized_keys' }],
    });
    expect((await list(leo)).unread_count).toBe(1);
  });
});

describe('archiving and snoozing', () => {
  it('takes out of the list and the count, and brings back as it was', async () => {
    const ana = await signInSomebody(server);
    const { notificationId: kept } = await notify(server.platform, ana.personId);
    const { notificationId: id, eventIds } = await notify(server.platform, ana.personId);
    await server.platform.tail.whenVisible(eventIds, 10_000);
    const patch = async (change: Record<string, unknown>) => {
      const answer = await call(ana, 'PATCH', `/${id}/`, change);
      expect(answer.statusCode).toBe(200);
      return answer.json<NotificationEntity>();
    };
    const shown = async (query: string) => {
      const page = await list(ana, query);
      return { ids: page.results.map((one) => one.id), unread: page.unread_count };
    };
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

    expect((await patch({ archived: true })).archived_at).toEqual(expect.any(String));
    expect(await shown('')).toEqual({ ids: [kept], unread: 1 });
    expect(await shown('?archived=true&unread=true')).toEqual({ ids: [id], unread: 1 });
    expect(await shown('?archived=true&category=other')).toEqual({ ids: [], unread: 1 });

    const snoozed = await patch({ snoozed_until: tomorrow });
    expect(snoozed).toMatchObject({ archived_at: null, snoozed_until: tomorrow });
    expect(await shown('')).toEqual({ ids: [kept], unread: 1 });
    expect(await shown('?snoozed=true')).toEqual({ ids: [id], unread: 1 });
    expect(await shown('?archived=true')).toEqual({ ids: [], unread: 1 });

    expect(await patch({ snoozed_until: null })).toMatchObject({ snoozed_until: null });
    expect(await shown('')).toEqual({ ids: [id, kept], unread: 2 });

    const both = await patch({ read: true, archived: true });
    expect([both.read_at, both.archived_at]).not.toContain(null);
    expect(await patch({ archived: false })).toMatchObject({ archived_at: null });
    expect(await shown('')).toEqual({ ids: [id, kept], unread: 1 });
    // All of them are read, those that are out of sight stay as they are.
    await patch({ read: false, archived: true });
    await call(ana, 'POST', '/read-all/');
    expect(await patch({ archived: false })).toMatchObject({ read_at: null });
    expect(await shown('')).toEqual({ ids: [id, kept], unread: 1 });
  });

  it('asks for a time that can be', async () => {
    const ana = await signInSomebody(server);
    const { notificationId, eventIds } = await notify(server.platform, ana.personId);
    await server.platform.tail.whenVisible(eventIds, 10_000);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    for (const change of [
      { snoozed_until: '2020-01-01T00:00:00Z' },
      { snoozed_until: '2999-01-01T00:00:00Z' },
      { snoozed_until: 'tomorrow' },
      { snoozed_until: tomorrow, archived: true },
    ]) {
      const refused = await call(ana, 'PATCH', `/${notificationId}/`, change);
      expect(refused.statusCode, JSON.stringify(change)).toBe(400);
      expect(refused.json<{ errors: object[] }>().errors).toHaveLength(1);
    }
    expect((await call(ana, 'GET', '/?archived=true&snoozed=true')).statusCode).toBe(400);
    expect((await list(ana)).unread_count).toBe(1);
  });

  it('ends as it was asked last, although nobody waits for anybody', async () => {
    const ana = await signInSomebody(server);
    const { notificationId, eventIds } = await notify(server.platform, ana.personId);
    await server.platform.tail.whenVisible(eventIds, 10_000);
    const change = (archived: boolean) => call(ana, 'PATCH', `/${notificationId}/`, { archived });
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([change(true), change(false), change(true)]);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
      const { archived_at: archivedAt } = (await change(false)).json<NotificationEntity>();
      expect(archivedAt).toBeNull();
    }
    expect((await list(ana)).unread_count).toBe(1);
  });
});

describe('preferences', () => {
  it('are quiet outside of the page at first; a change leaves what it does not name', async () => {
    const ana = await signInSomebody(server);
    const channels = { in_app: true, browser: false, push: false, mail: true };
    const first = (await call(ana, 'GET', '/preferences/')).json<PreferencesEntity>();
    expect(first).toMatchObject({
      channels,
      muted_project_ids: [],
      quiet_hours: null,
      time_zone: null,
      digest: { frequency: 'none', hour: 8, weekday: 1 },
      meeting_reminder_minutes: 10,
      sound: false,
    });
    expect(first.categories.mention).toEqual({
      in_app: true,
      browser: true,
      push: true,
      mail: true,
    });
    expect(first.categories.comment.mail).toBe(false);
    const changed = await call(ana, 'PATCH', '/preferences/', {
      channels: { browser: true },
      categories: { comment: { mail: true } },
      quiet_hours: { from: '22:00', to: '07:00', urgent: true },
      time_zone: 'Europe/Paris',
    });
    expect(changed.json()).toEqual({
      ...first,
      channels: { ...channels, browser: true },
      categories: { ...first.categories, comment: { ...first.categories.comment, mail: true } },
      quiet_hours: { from: '22:00', to: '07:00', urgent: true },
      time_zone: 'Europe/Paris',
    });
    const loud = await call(ana, 'PATCH', '/preferences/', { sound: true });
    expect(loud.json()).toEqual({ ...changed.json<PreferencesEntity>(), sound: true });
    expect((await call(ana, 'GET', '/preferences/')).json()).toEqual(loud.json());
    const whole = await call(ana, 'PUT', '/preferences/', { sound: true });
    expect(whole.json()).toEqual({ ...first, sound: true });
  });

  it.each([
    { sound: 'on' },
    { volume: 3 },
    { channels: { fax: true } },
    { categories: { gossip: { mail: true } } },
    { quiet_hours: { from: '25:00', to: '07:00', urgent: true } },
    { quiet_hours: { from: '07:00', to: '07:00', urgent: true } },
    { time_zone: 'Mars/Olympus' },
    { digest: { hour: 24 } },
    { meeting_reminder_minutes: 0 },
    { muted_project_ids: ['one'] },
  ])('that cannot be are refused: %j', async (change) => {
    const ana = await signInSomebody(server);
    expect((await call(ana, 'PATCH', '/preferences/', change)).statusCode).toBe(400);
    expect((await call(null, 'GET', '/preferences/')).statusCode).toBe(401);
  });
});

describe('sending', () => {
  it('is for administrators, to people, a project or everyone', async () => {
    const admin = await signInSomebody(server, 'Ana', 'admin');
    const leo = await signInSomebody(server, 'Léo');
    const words = { title: 'Maintenance', message: 'At noon.', type: 'warning' };
    expect((await call(leo, 'POST', '/send/', { ...words, everyone: true })).statusCode).toBe(403);

    const one = await call(admin, 'POST', '/send/', { ...words, user_ids: [leo.personId] });
    expect(one.statusCode).toBe(201);
    const sent = one.json<{ id: string; recipients: number }>();
    expect(sent.recipients).toBe(1);
    expect((await list(leo)).results).toMatchObject([
      { id: sent.id, ...words, actor: { id: admin.personId, name: 'Ana' } },
    ]);

    const projectId = uuidv7();
    const create = { projectId, name: 'Garden', description: '', ownerId: leo.personId };
    const created = await transact(server.platform.eventLog, { actorId: null }, (unit) =>
      unit.command(projectDecider, projectId, { type: 'CreateProject', ...create }),
    );
    if (!created.ok) throw new Error(created.refusal.code);
    await server.platform.tail.whenVisible(created.value.eventIds, 10_000);
    const team = await call(admin, 'POST', '/send/', { ...words, project_id: projectId });
    expect(team.json()).toMatchObject({ recipients: 1 });
    const all = await call(admin, 'POST', '/send/', { ...words, everyone: true });
    expect(all.json<{ recipients: number }>().recipients).toBeGreaterThanOrEqual(2);
    expect((await list(leo)).unread_count).toBe(3);
  });

  it('reaches all of its audience or nobody', async () => {
    const admin = await signInSomebody(server, 'Ana', 'admin');
    const leo = await signInSomebody(server, 'Léo');
    const send = (payload: Record<string, unknown>) => call(admin, 'POST', '/send/', payload);
    const halfKnown = { title: 'Hello', user_ids: [leo.personId, uuidv7()] };
    expect((await send(halfKnown)).statusCode).toBe(404);
    expect((await send({ title: 'Hello', project_id: uuidv7() })).statusCode).toBe(404);
    expect((await send({ title: 'Hello' })).statusCode).toBe(400);
    expect((await send({ title: ' ', everyone: true })).statusCode).toBe(400);
    for (const link of ['//elsewhere.org', '/\\elsewhere.org', '/\t/elsewhere.org', '/\0']) {
      const refused = await send({ title: 'Hello', everyone: true, link });
      expect(refused.statusCode, link).toBe(400);
      expect(refused.json()).toMatchObject({ errors: [{ field: 'link', code: 'invalid_format' }] });
    }
    expect((await list(leo)).unread_count).toBe(0);
    const unknown = await send({ template: 'gossip', params: {}, user_ids: [leo.personId] });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.json()).toMatchObject({ code: 'notification.template_unknown' });
    const path = { title: 'Hello', user_ids: [leo.personId], link: '/files/one?tab=1' };
    expect((await send(path)).statusCode).toBe(201);
  });

  it('says which field is wrong, and takes one audience', async () => {
    const admin = await signInSomebody(server, 'Ana', 'admin');
    const send = (payload: Record<string, unknown>) => call(admin, 'POST', '/send/', payload);
    const toOne = { title: 'Hello', user_ids: [admin.personId] };
    const loud = await send({ ...toOne, type: 'loud' });
    expect(loud.json()).toMatchObject({ errors: [{ field: 'type', code: 'invalid_value' }] });
    const wordless = await send({ user_ids: toOne.user_ids });
    expect(wordless.json()).toMatchObject({ errors: [{ field: 'title' }] });
    // Who is asked for and not told would be worse than a refusal.
    expect((await send({ ...toOne, everyone: true })).statusCode).toBe(400);
    expect((await send({ ...toOne, project_id: uuidv7() })).statusCode).toBe(400);
    const unsaid = { project_id: null, everyone: false, template: null };
    expect((await send({ ...toOne, ...unsaid })).statusCode).toBe(201);
  });

  it('by a template words it for each reader, and refuses parameters that do not fit', async () => {
    const admin = await signInSomebody(server, 'Ana', 'admin');
    const leo = await signInSomebody(server, 'Léo');
    const send = (template: string, params: object) =>
      call(admin, 'POST', '/send/', { template, params, user_ids: [leo.personId] });
    for (const [params, field] of [
      [{}, 'params.name'],
      [{ name: 3 }, 'params.name'],
      [{ name: 'Léo', age: 3 }, 'params.age'],
    ] as const) {
      const refused = await send('welcome', params);
      expect(refused.statusCode).toBe(400);
      expect(refused.json()).toMatchObject({ errors: [{ field }] });
    }
    expect((await send('constructor', {})).statusCode).toBe(422);
    expect((await send('welcome', { name: '{minutes}' })).statusCode).toBe(201);
    const planned = await send('maintenance', { starts: '2030-05-06T08:00:00Z', minutes: 30 });
    expect(planned.json()).toMatchObject({ recipients: 1 });
    expect((await list(leo)).results).toMatchObject([
      {
        title: 'Maintenance ahead',
        message:
          'From Monday 6 May at 08:00 UTC, for about 30 minutes. Save what you are working on.',
        type: 'warning',
      },
      { title: 'Welcome, {minutes}', type: 'success' },
    ]);
  });
});
