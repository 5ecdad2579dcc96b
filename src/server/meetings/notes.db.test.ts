import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { notesOf } from '#readmodels/meetings/notes.query.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { makeTeam, type Team, type TeamMate } from '#tests/support/team.ts';
import { changeNotes } from './notes.ts';

let server: TestApp;
let team: Team;
let meetingId: string;

beforeAll(async () => {
  server = await openTestApp();
  team = await makeTeam(server);
  const made = await rest<MeetingEntity>(server.app, 'POST', 'meetings/', {
    body: {
      title: 'Round',
      starts_at: '2026-03-02T09:00:00Z',
      ends_at: '2026-03-02T09:30:00Z',
      participant_ids: [team.editor.id],
      project_id: team.projectId,
    },
    headers: team.owner.headers,
  });
  meetingId = made.body.id;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function change(by: TeamMate, what: Parameters<typeof changeNotes>[3]) {
  const { platform } = server.services;
  const caller = {
    personId: by.id,
    sessionId: randomUUID(),
    role: 'member',
    expiresAtMs: Number.POSITIVE_INFINITY,
  } as const;
  return changeNotes(platform, caller, { actorId: by.id }, what);
}

const add = (by: TeamMate, noteId: string, text: string, afterId: string | null = null) =>
  change(by, { type: 'AddNote', meetingId, noteId, text, afterId });

const shown = async () =>
  (await notesOf(server.services.platform.database, meetingId)).map(({ text }) => text);

it('takes what everybody in the meeting writes, at the same moment', async () => {
  const ids = Array.from({ length: 12 }, () => randomUUID());
  const added = await Promise.all(
    ids.map((id, index) => add(index % 2 ? team.owner : team.editor, id, `Line ${index}`)),
  );
  expect(added.every(({ ok }) => ok)).toBe(true);
  expect((await shown()).toSorted()).toEqual(ids.map((_, index) => `Line ${index}`).toSorted());
});

it('lets nobody write over what they have not seen', async () => {
  const noteId = randomUUID();
  await add(team.owner, noteId, 'We meet on Monday.');
  const to = (by: TeamMate, text: string) =>
    change(by, { type: 'ChangeNote', meetingId, noteId, text, version: 1 });
  const [one, other] = await Promise.all([
    to(team.owner, 'We meet on Tuesday.'),
    to(team.editor, 'We meet on Friday.'),
  ]);
  const outcomes = [one, other].map((result) => (result.ok ? 'taken' : result.refusal.code));
  expect(outcomes.toSorted()).toEqual(['request.stale', 'taken']);
});

it('is written by who may enter the room, and read by who sees the meeting', async () => {
  const refusalOf = async (by: TeamMate) => {
    const result = await add(by, randomUUID(), 'Mine');
    return result.ok ? 'taken' : result.refusal.code;
  };
  expect(await refusalOf(team.viewer)).toBe('auth.forbidden');
  expect(await refusalOf(team.stranger)).toBe('request.not_found');
  const list = (by: TeamMate) =>
    server.app.inject({
      url: `/trpc/meetings.notes.list?input=${encodeURIComponent(JSON.stringify({ meetingId }))}`,
      headers: by.headers,
    });
  expect((await list(team.viewer)).statusCode).toBe(200);
  expect((await list(team.stranger)).statusCode).toBe(404);
});
