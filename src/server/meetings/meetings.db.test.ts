import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import type { MessageEntity } from '#readmodels/meetings/message.entity.ts';
import { bearer, openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';

let server: TestApp;
let app: FastifyInstance;
type Person = { id: string; headers: Record<string, string> };
let ana: Person;
let bea: Person;
let leo: Person;

beforeAll(async () => {
  server = await openTestApp();
  ({ app } = server);
  const [first, second, third] = await Promise.all(['ana', 'bea', 'leo'].map(person));
  if (!first || !second || !third) throw new Error('three people are needed');
  [ana, bea, leo] = [first, second, third];
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

async function person(name: string): Promise<Person> {
  const email = `${name}@example.org`;
  const id = await addPerson(server, { email, name });
  const { access } = await tokensOf(app, email);
  return { id, headers: bearer(access) };
}

const times = { starts_at: '2026-03-02T10:00:00+01:00', ends_at: '2026-03-02T09:30:00Z' };

async function scheduled(fields: object = {}, by = ana): Promise<MeetingEntity> {
  const body = { title: 'Weekly round', ...times, ...fields };
  const made = await rest<MeetingEntity>(app, 'POST', 'meetings/', { body, headers: by.headers });
  expect(made.status).toBe(201);
  return made.body;
}

async function project(owner: Person, memberIds: [string, string][]): Promise<string> {
  const made = await rest<{ id: string }>(app, 'POST', 'projects/', {
    body: { name: 'Garden' },
    headers: owner.headers,
  });
  for (const [user_id, role] of memberIds) {
    const body = { user_id, role };
    await rest(app, 'POST', `projects/${made.body.id}/members/`, { body, headers: owner.headers });
  }
  return made.body.id;
}

describe('a meeting', () => {
  it('is made from little, in UTC, and read back the same', async () => {
    const meeting = await scheduled({ participant_ids: [bea.id, bea.id] });
    expect(meeting).toEqual({
      id: expect.any(String) as string,
      project_id: null,
      title: 'Weekly round',
      description: '',
      starts_at: '2026-03-02T09:00:00.000Z',
      ends_at: '2026-03-02T09:30:00.000Z',
      time_zone: 'UTC',
      recurrence: null,
      participant_ids: [bea.id],
      organizer_id: ana.id,
      status: 'scheduled',
      version: 1,
    });
    for (const { headers } of [ana, bea]) {
      const { body } = await rest(app, 'GET', `meetings/${meeting.id}/`, { headers });
      expect(body).toEqual(meeting);
    }
    const hidden = await rest(app, 'GET', `meetings/${meeting.id}/`, { headers: leo.headers });
    expect(hidden.status).toBe(404);
  });

  it.each([
    ['title', 'too_short', { title: ' ' }],
    ['ends_at', 'not_after_start', { ends_at: '2026-03-02T08:30:00Z' }],
    ['starts_at', 'invalid_format', { starts_at: 'tomorrow' }],
    ['starts_at', 'out_of_range', { starts_at: '0000-01-01T00:00:00Z' }],
    ['ends_at', 'out_of_range', { ends_at: '9999-12-31T23:59:59-12:00' }],
    ['time_zone', 'invalid_format', { time_zone: 'Mars/Olympus' }],
    ['time_zone', 'invalid_format', { time_zone: '+01:00' }],
    ['recurrence', 'bad_rule', { recurrence: 'every Monday' }],
    ['recurrence', 'bad_rule', { recurrence: 'FREQ=WEEKLY;BYDAY=2MO' }],
    ['recurrence', 'rule_two_ends', { recurrence: 'FREQ=DAILY;COUNT=2;UNTIL=20270101' }],
    ['recurrence', 'rule_too_often', { recurrence: 'FREQ=MINUTELY' }],
    ['recurrence', 'rule_never', { recurrence: 'FREQ=DAILY;UNTIL=20200101' }],
    ['participant_ids', 'unknown', { participant_ids: [uuidv7()] }],
  ])('that cannot be is refused for its %s, %s', async (field, code, fields) => {
    const body = { title: 'Weekly round', ...times, ...fields };
    const { status, body: problem } = await rest<{ errors: object[] }>(app, 'POST', 'meetings/', {
      body,
      headers: ana.headers,
    });
    expect(status).toBe(400);
    expect(problem.errors).toContainEqual(expect.objectContaining({ field, code }));
  });

  it('is changed in what is named, unless that was made from an older version', async () => {
    const { id } = await scheduled({ participant_ids: [bea.id] });
    const patch = (body: object, { headers } = ana) =>
      rest<MeetingEntity & { code: string; present: MeetingEntity }>(
        app,
        'PATCH',
        `meetings/${id}/`,
        { body, headers },
      );
    const renamed = await patch({ title: 'Daily round', version: 1 });
    expect(renamed.body).toMatchObject({ title: 'Daily round', version: 2 });
    const stale = await patch({ title: 'Monthly round', version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('request.stale');
    expect(stale.body.present).toEqual(renamed.body);
    const both = await patch({ participant_ids: [leo.id], recurrence: 'RRULE:FREQ=DAILY;COUNT=3' });
    expect(both.body).toMatchObject({ participant_ids: [leo.id], version: 4 });
    expect((await patch({ title: 'Mine' }, bea)).status).toBe(404);
    expect((await patch({ title: 'Mine' }, leo)).status).toBe(403);
    expect((await patch({ organizer_id: leo.id })).status).toBe(400);
  });

  it('knows people and projects however their ids are written', async () => {
    const projectId = await project(ana, [[leo.id, 'viewer']]);
    const { id } = await scheduled({
      participant_ids: [bea.id],
      project_id: projectId.toUpperCase(),
    });
    const body = { participant_ids: [bea.id, bea.id.toUpperCase(), leo.id.toUpperCase()] };
    const { headers } = ana;
    const { body: changed } = await rest(app, 'PATCH', `meetings/${id}/`, { body, headers });
    const path = `meetings/${id.toUpperCase()}/`;
    expect(changed).toMatchObject({ project_id: projectId, participant_ids: [bea.id, leo.id] });
    // A read model that could not take it would stop everything that comes after.
    const said = await rest<MessageEntity>(app, 'POST', `${path}messages/`, {
      body: { text: 'Hello' },
      headers: leo.headers,
    });
    expect(said.body).toMatchObject({ meeting_id: id });
    const { body: chat } = await rest<{ results: MessageEntity[] }>(
      app,
      'GET',
      `${path}messages/`,
      {
        headers,
      },
    );
    expect(chat.results).toEqual([said.body]);
    expect(server.services.platform.engine.broken.size).toBe(0);
  });

  it('is cancelled, and then takes neither changes nor messages', async () => {
    const { id } = await scheduled({ participant_ids: [bea.id] });
    const send = (method: 'DELETE' | 'PATCH' | 'POST', path: string, body?: object, by = ana) =>
      rest(app, method, `meetings/${id}/${path}`, { headers: by.headers, ...(body && { body }) });
    expect((await send('DELETE', '', undefined, bea)).status).toBe(403);
    expect((await send('DELETE', '')).status).toBe(204);
    expect((await send('DELETE', '')).status).toBe(204);
    const { body } = await rest(app, 'GET', `meetings/${id}/`, { headers: bea.headers });
    expect(body).toMatchObject({ status: 'cancelled', version: 2 });
    expect((await send('PATCH', '', { title: 'Again' })).body.code).toBe('meeting.cancelled');
    expect((await send('POST', 'messages/', { text: 'Hello' })).status).toBe(409);
  });

  it('in a project is seen by its members, and made and changed by who may', async () => {
    const projectId = await project(bea, [
      [ana.id, 'editor'],
      [leo.id, 'viewer'],
    ]);
    const { id } = await scheduled({ project_id: projectId });
    for (const [{ headers }, status, change] of [
      [bea, 200, 200],
      [leo, 200, 403],
    ] as const) {
      expect((await rest(app, 'GET', `meetings/${id}/`, { headers })).status).toBe(status);
      const body = { title: 'Owner’s' };
      expect((await rest(app, 'PATCH', `meetings/${id}/`, { body, headers })).status).toBe(change);
      const chat = await rest(app, 'GET', `meetings/${id}/messages/`, { headers });
      expect(chat.status).toBe(403);
    }
    const body = { title: 'Mine', ...times, project_id: projectId };
    const viewers = await rest(app, 'POST', 'meetings/', { body, headers: leo.headers });
    expect(viewers.status).toBe(403);
    const elsewhere = { ...body, project_id: uuidv7() };
    const unknown = await rest(app, 'POST', 'meetings/', { body: elsewhere, headers: ana.headers });
    expect(unknown.status).toBe(404);
    const { body: listed } = await rest<{ results: MeetingEntity[] }>(
      app,
      'GET',
      `meetings/?project_id=${projectId}`,
      { headers: leo.headers },
    );
    expect(listed.results.map((meeting) => meeting.id)).toEqual([id]);
  });

  it('in a project is not changed by who held it and has left the project', async () => {
    const projectId = await project(bea, [[ana.id, 'editor']]);
    const { id } = await scheduled({ project_id: projectId });
    const member = `projects/${projectId}/members/${ana.id}/`;
    expect((await rest(app, 'DELETE', member, { headers: bea.headers })).status).toBe(204);
    const { headers } = ana;
    const body = { title: 'Said to a project that is not theirs' };
    expect((await rest(app, 'PATCH', `meetings/${id}/`, { body, headers })).status).toBe(403);
    expect((await rest(app, 'DELETE', `meetings/${id}/`, { headers })).status).toBe(403);
    const byOwner = await rest(app, 'PATCH', `meetings/${id}/`, { body, headers: bea.headers });
    expect(byOwner.status).toBe(200);
  });

  it('is listed by its beginning, in pages, between two moments', async () => {
    const kim = await person('kim');
    const made: string[] = [];
    for (const day of [4, 2, 3, 1]) {
      const starts_at = `2026-05-0${day}T09:00:00Z`;
      const meeting = await scheduled({ starts_at, ends_at: `2026-05-0${day}T10:00:00Z` }, kim);
      made[day] = meeting.id;
    }
    await scheduled({ recurrence: 'FREQ=WEEKLY' }, ana);
    type Page = { results: MeetingEntity[]; next_cursor: string | null };
    const list = async (query: string) =>
      (await rest<Page>(app, 'GET', `meetings/?${query}`, { headers: kim.headers })).body;
    const first = await list('limit=3');
    expect(first.results.map(({ id }) => id)).toEqual([made[1], made[2], made[3]]);
    const rest_ = await list(`limit=3&cursor=${first.next_cursor}`);
    expect(rest_).toMatchObject({ results: [{ id: made[4] }], next_cursor: null });
    const between = await list('from=2026-05-02T12:00:00Z&to=2026-05-04T09:00:00Z');
    expect(between.results.map(({ id }) => id)).toEqual([made[3]]);
    const latest = await list('limit=2&order=latest');
    expect(latest.results.map(({ id }) => id)).toEqual([made[4], made[3]]);
    const before = await list(`limit=2&order=latest&cursor=${latest.next_cursor}`);
    expect(before.results.map(({ id }) => id)).toEqual([made[2], made[1]]);
    expect(before.next_cursor).toBeNull();
  });
});

describe('a chat’s messages', () => {
  const messages = (id: string) => `meetings/${id}/messages/`;

  it('are posted, listed in pages and not shown to others', async () => {
    const { id } = await scheduled({ participant_ids: [bea.id] });
    const texts = ['One', 'Two', 'Three'];
    const posted: MessageEntity[] = [];
    for (const text of texts) {
      const body = { text, client_id: text };
      const made = await rest<MessageEntity>(app, 'POST', messages(id), {
        body,
        headers: bea.headers,
      });
      expect(made.status).toBe(201);
      posted.unshift(made.body);
    }
    expect(posted.at(-1)).toEqual({
      id: expect.any(String) as string,
      meeting_id: id,
      user: { id: bea.id, name: 'bea', avatar_url: null },
      text: 'One',
      client_id: 'One',
      kind: 'message',
      created_at: expect.any(String) as string,
      edited_at: null,
      deleted_at: null,
    });
    type Page = { results: MessageEntity[]; next_cursor: string };
    const list = (query: string) =>
      rest<Page>(app, 'GET', `${messages(id)}?${query}`, { headers: ana.headers });
    const { body: first } = await list('limit=2');
    expect(first.results).toEqual(posted.slice(0, 2));
    const { body: second } = await list(`limit=2&cursor=${first.next_cursor}`);
    expect(second).toEqual({ results: posted.slice(2), next_cursor: null });
    for (const method of ['GET', 'POST'] as const) {
      const body = { text: 'Let me in' };
      const { status } = await rest(app, method, messages(id), {
        headers: leo.headers,
        ...(method === 'POST' ? { body } : {}),
      });
      expect(status).toBe(404);
    }
  });

  it('posted again under the same name are one, also at the same moment', async () => {
    const { id } = await scheduled({ participant_ids: [bea.id] });
    const send = ({ headers } = ana, text = 'Once') =>
      rest<MessageEntity>(app, 'POST', messages(id), { body: { text, client_id: 'x' }, headers });
    const answers = await Promise.all(Array.from({ length: 12 }, () => send()));
    const again = await send(ana, 'Twice');
    const others = await send(bea);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([again.body.id]));
    expect(again.body.text).toBe('Once');
    expect(others.body.id).not.toBe(again.body.id);
    const { sql } = server.test.platform.database;
    const [stored] = await sql<{ events: number }[]>`
      select count(*)::int as events from log.events where type = 'MessagePosted'
        and data->>'meetingId' = ${id}`;
    expect(stored?.events).toBe(2);
  });

  it('are edited by their author and deleted by them or the organizer, with a trace', async () => {
    const { id } = await scheduled({ participant_ids: [bea.id] });
    const other = await scheduled({ participant_ids: [bea.id] });
    const { body: posted } = await rest<MessageEntity>(app, 'POST', messages(id), {
      body: { text: 'Secret' },
      headers: bea.headers,
    });
    const at = (meetingId: string) => `${messages(meetingId)}${posted.id}/`;
    const edit = ({ headers }: Person, path = at(id)) =>
      rest<MessageEntity>(app, 'PATCH', path, { body: { text: 'Edited' }, headers });
    expect((await edit(ana)).status).toBe(403);
    expect((await edit(leo)).status).toBe(404);
    expect((await edit(bea, at(other.id))).status).toBe(404);
    expect((await edit(bea, `${messages(id)}${uuidv7()}/`)).status).toBe(404);
    const edited = await edit(bea);
    expect(edited.body).toEqual({
      ...posted,
      text: 'Edited',
      edited_at: expect.any(String) as string,
    });
    const remove = ({ headers }: Person) => rest(app, 'DELETE', at(id), { headers });
    expect((await remove(leo)).status).toBe(404);
    expect((await remove(ana)).status).toBe(204);
    expect((await remove(bea)).status).toBe(204);
    expect((await edit(bea)).body).toMatchObject({ code: 'message.deleted' });
    const { body: page } = await rest<{ results: MessageEntity[] }>(app, 'GET', messages(id), {
      headers: ana.headers,
    });
    expect(page.results).toEqual([
      { ...edited.body, text: '', deleted_at: expect.any(String) as string },
    ]);
    const { sql } = server.test.platform.database;
    const [stored] = await sql<{ readable: number }[]>`
      select count(*)::int as readable from log.events where data::text ~ 'Secret|Edited'`;
    expect(stored?.readable).toBe(0);
  });

  it.each([[''], ['  '], ['x'.repeat(4_001)], ['\u0000']])('are never %j', async (text) => {
    const { id } = await scheduled();
    const { status } = await rest(app, 'POST', messages(id), {
      body: { text },
      headers: ana.headers,
    });
    expect(status).toBe(400);
  });
});

describe('too many messages', () => {
  it('of one person in one room are refused for a while', async () => {
    await using limited = await openTestApp({ RATE_LIMITS: 'on' });
    const email = 'ana@example.org';
    await addPerson(limited, { email });
    const headers = bearer((await tokensOf(limited.app, email)).access);
    const made = await Promise.all(
      [1, 2].map(() =>
        rest<MeetingEntity>(limited.app, 'POST', 'meetings/', {
          body: { title: 'Round', ...times },
          headers,
        }),
      ),
    );
    const send = (id = '') =>
      rest(limited.app, 'POST', `meetings/${id}/messages/`, { body: { text: 'Hello' }, headers });
    const [one, other] = made.map(({ body }) => body.id);
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(one)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('request.too_many');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(other)).status).toBe(201);
  });
});
