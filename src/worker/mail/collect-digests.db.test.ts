import { expect, test } from 'vitest';
import { bearer, openTestApp, rest } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { collectDigests } from './collect-digests.ts';

test('over the nights with an hour more or less, moved zones and several workers a day has one digest', async () => {
  await using server = await openTestApp();
  const leo = await addPerson(server, { email: 'leo@example.org', name: 'Léo' });
  const headers = bearer((await tokensOf(server.app, 'leo@example.org')).access);
  const prefer = (body: object) =>
    rest(server.app, 'PATCH', 'notifications/preferences/', { headers, body });
  await prefer({ digest: { frequency: 'daily', hour: 2 }, time_zone: 'Europe/Paris' });
  const { platform } = server.services;
  const { sql } = platform.database;
  const queued: string[] = [];
  // Each look is that of a worker that was just started: all it knows is in the database.
  const look = (at: number) =>
    collectDigests(
      { platform, queueJob: async (_tx, job) => void queued.push(job.id) },
      new Date(at),
    );
  const windowsOf = async (from: string, hours: number, moveAt: number) => {
    await prefer({ time_zone: 'Europe/Paris' });
    for (let half = 0; half < hours * 2; half += 1) {
      if (half === moveAt) await prefer({ time_zone: 'America/New_York' });
      await sql`update notification_preferences set changed_at = '2020-01-01'`;
      const at = Date.parse(from) + half * 1_800_000;
      await Promise.all([look(at), look(at + 1_000), look(at)]);
    }
    const rows = await sql<{ window: string }[]>`
      select "window" from ops.mailings where person_id = ${leo} order by due_at`;
    await sql`delete from ops.mailings`;
    return rows.map(({ window }) => window);
  };
  // Two o'clock is three in March, and twice in October; at noon of the second day they fly west.
  expect(await windowsOf('2026-03-28T03:00:00Z', 54, 66)).toEqual([
    'daily 2026-03-28',
    'daily 2026-03-29',
    'daily 2026-03-30',
  ]);
  expect(await windowsOf('2026-10-24T03:00:00Z', 54, 66)).toEqual([
    'daily 2026-10-24',
    'daily 2026-10-25',
    'daily 2026-10-26',
  ]);
  // In the leap hour itself.
  expect(await windowsOf('2026-10-24T03:00:00Z', 54, 43)).toEqual([
    'daily 2026-10-24',
    'daily 2026-10-25',
    'daily 2026-10-26',
  ]);
  // Asked for again, it is the same job.
  expect(new Set(queued).size).toBe(6);
});
