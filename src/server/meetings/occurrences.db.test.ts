import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeetingEntity, OccurrenceEntity } from '#readmodels/meetings/meeting.entity.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { makeTeam, type Team, type TeamMate } from '#tests/support/team.ts';

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

/** Nine in Paris on Mondays; the clocks change on 29 March. */
async function mondays(fields: object = {}): Promise<MeetingEntity> {
  const made = await rest<MeetingEntity>(app, 'POST', 'meetings/', {
    body: {
      title: 'Weekly round',
      starts_at: '2026-03-16T09:00:00+01:00',
      ends_at: '2026-03-16T09:30:00+01:00',
      time_zone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=4',
      participant_ids: [team.editor.id],
      ...fields,
    },
    headers: team.owner.headers,
  });
  expect(made.status).toBe(201);
  return made.body;
}

type Shown = Pick<OccurrenceEntity, 'starts_at' | 'title' | 'status'>;

async function times(ids: readonly string[], by: TeamMate = team.editor): Promise<Shown[]> {
  const span = 'from=2026-03-01T00:00:00Z&to=2026-06-01T00:00:00Z';
  const { body } = await rest<{ results: OccurrenceEntity[] }>(
    app,
    'GET',
    `meetings/occurrences/?${span}`,
    { headers: by.headers },
  );
  return body.results
    .filter(({ id }) => ids.includes(id))
    .map(({ starts_at, title, status }) => ({ starts_at, title, status }));
}

const round = (day: string, own: Partial<Shown> = {}): Shown => ({
  starts_at: `2026-${day}:00:00.000Z`,
  title: 'Weekly round',
  status: 'scheduled',
  ...own,
});
const regular = ['03-16T08', '03-23T08', '03-30T07', '04-06T07'];

async function change(id: string, occurrence: string, body: object, by = team.owner) {
  return rest<MeetingEntity & { code: string; errors: object[] }>(
    app,
    'PATCH',
    `meetings/${id}/occurrences/${occurrence}/`,
    { body, headers: by.headers },
  );
}

const third = '2026-03-30T07:00:00.000Z';

/** The third time does not take place, the fourth does on a Tuesday, under a name of its own. */
async function otherwise(id: string): Promise<void> {
  const { headers } = team.owner;
  const calledOff = `meetings/${id}/occurrences/${third}/`;
  expect((await rest(app, 'DELETE', calledOff, { headers })).status).toBe(204);
  const tuesday = {
    title: 'On Tuesday',
    starts_at: '2026-04-07T12:00:00Z',
    ends_at: '2026-04-07T13:00:00Z',
  };
  expect((await change(id, '2026-04-06T07:00:00Z', tuesday)).status).toBe(200);
}

describe('a meeting that comes again', () => {
  it('is told at each of its times, on the clock of its own zone, to whom it concerns', async () => {
    const { id } = await mondays();
    expect(await times([id])).toEqual(regular.map((day) => round(day)));
    expect(await times([id], team.stranger)).toEqual([]);
  });

  it('is told in no longer a span than a calendar shows', async () => {
    for (const to of ['2027-01-01T00:00:00Z', '2025-01-01T00:00:00Z']) {
      const path = `meetings/occurrences/?from=2026-01-01T00:00:00Z&to=${to}`;
      const { status, body } = await rest(app, 'GET', path, { headers: team.owner.headers });
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ field: 'to', code: 'out_of_range' }] });
    }
  });

  it('can be at another time once, and called off once', async () => {
    const { id } = await mondays();
    const moved = {
      title: 'Round, on Tuesday',
      starts_at: '2026-03-31T12:00:00Z',
      ends_at: '2026-03-31T13:00:00Z',
    };
    expect((await change(id, third, moved)).body).toMatchObject({ version: 2 });
    const { headers } = team.owner;
    const path = `meetings/${id}/occurrences/2026-03-23T08:00:00Z/`;
    expect((await rest(app, 'DELETE', path, { headers })).status).toBe(204);
    expect(await times([id])).toEqual([
      round('03-16T08'),
      round('03-23T08', { status: 'cancelled' }),
      round('03-31T12', { title: 'Round, on Tuesday' }),
      round('04-06T07'),
    ]);
  });

  it('can be another one from one time on: so many as were left are', async () => {
    const { id } = await mondays();
    const changed = await change(id, third, {
      scope: 'following',
      title: 'Later round',
      starts_at: '2026-03-30T10:00:00+02:00',
      ends_at: '2026-03-30T10:30:00+02:00',
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', version: 1 });
    expect(await times([id, changed.body.id])).toEqual([
      round('03-16T08'),
      round('03-23T08'),
      round('03-30T08', { title: 'Later round' }),
      round('04-06T08', { title: 'Later round' }),
    ]);
  });

  it('is moved as a whole by as much as one of its times, on the clock', async () => {
    const { id } = await mondays({ recurrence: 'FREQ=WEEKLY;COUNT=4' });
    const later = {
      scope: 'all',
      starts_at: '2026-03-31T10:00:00+02:00',
      ends_at: '2026-03-31T10:45:00+02:00',
    };
    expect((await change(id, third, later)).body).toMatchObject({
      starts_at: '2026-03-17T09:00:00.000Z',
      ends_at: '2026-03-17T09:45:00.000Z',
    });
    const tuesdays = ['03-17T09', '03-24T09', '03-31T08', '04-07T08'];
    expect(await times([id])).toEqual(tuesdays.map((day) => round(day)));
  });

  it('is moved and renamed as a whole with those of its times that are otherwise', async () => {
    const { id } = await mondays();
    await otherwise(id);
    const later = {
      title: 'Late round',
      starts_at: '2026-03-16T10:00:00+01:00',
      ends_at: '2026-03-16T10:30:00+01:00',
    };
    const { headers } = team.owner;
    const patched = await rest(app, 'PATCH', `meetings/${id}/`, { body: later, headers });
    expect(patched.body).toMatchObject({ version: 4 });
    const title = 'Late round';
    expect(await times([id])).toEqual([
      round('03-16T09', { title }),
      round('03-23T09', { title }),
      round('03-30T08', { title, status: 'cancelled' }),
      round('04-07T13', { title: 'On Tuesday' }),
    ]);
    // It is still known by when the rule has it, and by nothing else.
    const again = await change(id, '2026-04-06T08:00:00Z', { title: 'Again' });
    expect(again.status).toBe(200);
    expect(await times([id])).toContainEqual(round('04-07T13', { title: 'Again' }));
  });

  it('takes along to another one the later times that are otherwise', async () => {
    const { id } = await mondays();
    await otherwise(id);
    const second = '2026-03-23T08:00:00.000Z';
    const changed = await change(id, second, {
      scope: 'following',
      title: 'New round',
      starts_at: '2026-03-23T07:00:00Z',
      ends_at: '2026-03-23T08:00:00Z',
    });
    const title = 'New round';
    expect(await times([id, changed.body.id])).toEqual([
      round('03-16T08'),
      round('03-23T07', { title }),
      round('03-30T06', { title, status: 'cancelled' }),
      round('04-07T11', { title: 'On Tuesday' }),
    ]);
    expect(changed.body).toMatchObject({ version: 2 });
    const next = { scope: 'all', title: 'Newer', version: changed.body.version };
    expect((await change(changed.body.id, '2026-03-23T07:00:00Z', next)).status).toBe(200);
  });

  it('ends before the time that it is called off from', async () => {
    const { id } = await mondays();
    const { headers } = team.owner;
    const path = `meetings/${id}/occurrences/${third}/?scope=following`;
    expect((await rest(app, 'DELETE', path, { headers })).status).toBe(204);
    expect(await times([id])).toEqual([round('03-16T08'), round('03-23T08')]);
    const all = `meetings/${id}/occurrences/2026-03-23T08:00:00Z/?scope=all`;
    expect((await rest(app, 'DELETE', all, { headers })).status).toBe(204);
    expect(await times([id])).toEqual([]);
  });

  it('refuses what cannot be', async () => {
    const { id, version } = await mondays();
    const never = await change(id, '2026-03-31T07:00:00Z', { title: 'Never' });
    expect(never.status).toBe(400);
    expect(never.body.errors).toMatchObject([{ field: 'occurrence', code: 'no_occurrence' }]);
    const people = await change(id, third, { participant_ids: [] });
    expect(people.body.errors).toMatchObject([{ field: 'participant_ids' }]);
    expect((await change(id, third, { title: 'Mine' }, team.editor)).status).toBe(403);
    expect((await change(id, third, { title: 'Mine' }, team.stranger)).status).toBe(404);
    expect((await change(id, third, { title: 'First', version })).status).toBe(200);
    const stale = await change(id, third, { title: 'Second', version });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('request.stale');
  });
});

it('what is in the archive is read and not changed', async () => {
  const { headers } = team.owner;
  const { id } = await mondays({ project_id: team.projectId });
  const archive = (archived: boolean) =>
    rest(app, 'PATCH', `projects/${team.projectId}/`, { body: { archived }, headers });
  expect((await archive(true)).status).toBe(200);
  for (const [method, path, body] of [
    ['PATCH', `meetings/${id}/`, { title: 'Late' }],
    ['DELETE', `meetings/${id}/`, undefined],
    ['PATCH', `meetings/${id}/occurrences/${third}/`, { title: 'Late' }],
    ['POST', `meetings/${id}/messages/`, { text: 'Late' }],
  ] as const) {
    const answer = await rest<{ code: string }>(app, method, path, {
      headers,
      ...(body ? { body } : {}),
    });
    expect([path, answer.status, answer.body.code]).toEqual([path, 409, 'project.archived']);
  }
  expect((await rest(app, 'GET', `meetings/${id}/`, { headers })).status).toBe(200);
});
