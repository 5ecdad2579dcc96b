import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { makeTeam, type Team } from '#tests/support/team.ts';
import { closeFeed, renewFeed } from './feeds.ts';

let server: TestApp;
let app: FastifyInstance;
let team: Team;

beforeAll(async () => {
  server = await openTestApp();
  ({ app } = server);
  team = await makeTeam(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

async function scheduled(fields: object): Promise<MeetingEntity> {
  const starts = new Date(Date.now() + 86_400_000).toISOString();
  const ends = new Date(Date.now() + 90_000_000).toISOString();
  const made = await rest<MeetingEntity>(app, 'POST', 'meetings/', {
    body: { title: 'Round', starts_at: starts, ends_at: ends, ...fields },
    headers: team.owner.headers,
  });
  return made.body;
}

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

it('gives a meeting as a file to who may see it', async () => {
  const { id } = await scheduled({ participant_ids: [team.editor.id] });
  const url = `/api/v1/meetings/${id}/calendar.ics`;
  const file = await get(url, team.editor.headers);
  expect(file.statusCode).toBe(200);
  expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(file.body).toContain(`UID:${id}@ecosystia\r\nSEQUENCE:0\r\n`);
  expect((await get(url, team.stranger.headers)).statusCode).toBe(404);
  expect((await get(url)).statusCode).toBe(401);
});

it('gives a calendar one’s own meetings without a sign-in, until the address is renewed', async () => {
  const own = await scheduled({ title: 'Ours', participant_ids: [team.viewer.id] });
  const foreign = await scheduled({ title: 'Theirs' });
  const feed = (secret: string) => get(`/api/v1/meetings/feed.ics?key=${secret}`);
  const first = await renewFeed(server.services.platform, team.viewer.id);
  const before = await feed(first);
  expect(before.statusCode).toBe(200);
  expect(before.body).toContain(`UID:${own.id}@ecosystia`);
  expect(before.body).not.toContain(foreign.id);

  const path = `meetings/${own.id}/`;
  const { headers } = team.owner;
  await rest(app, 'PATCH', path, { body: { title: 'Ours, later' }, headers });
  const after = await feed(first);
  expect(after.body).toContain(`UID:${own.id}@ecosystia\r\nSEQUENCE:1\r\n`);

  const second = await renewFeed(server.services.platform, team.viewer.id);
  expect((await feed(first)).statusCode).toBe(404);
  expect((await feed(second)).statusCode).toBe(200);
  const rows = await server.services.platform.database.sql`select * from auth.calendar_feeds`;
  expect(JSON.stringify(rows)).not.toContain(second);
  await closeFeed(server.services.platform, team.viewer.id);
  expect((await feed(second)).statusCode).toBe(404);
});
