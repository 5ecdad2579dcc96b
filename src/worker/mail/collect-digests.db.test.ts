import { expect, test } from 'vitest';
import { openMailer } from '#infra/mail/mailer.ts';
import { openTestApp } from '#tests/support/app.ts';
import { notify } from '#tests/support/live.ts';
import { headerOf, startMailServer } from '#tests/support/mail-server.ts';
import { mailOf, withPeople } from '#tests/support/mailing.ts';
import { collectDigests } from './collect-digests.ts';
import { resumeMailings } from './resume-mailings.ts';
import { sendMailing } from './send-mailing.handler.ts';

test('over the nights with an hour more or less, moved zones and several workers a day has one digest', async () => {
  await using server = await openTestApp();
  const { leo, prefer } = await withPeople(server);
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
      await sql`update notification_preferences set digest_since = '2020-01-01'`;
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

test('what no worker was there for comes with the next look, once, whatever else they changed since', async () => {
  await using server = await openTestApp();
  const { leo, prefer } = await withPeople(server);
  const { platform } = server.services;
  const { sql } = platform.database;
  const now = new Date();
  const collect = async () => {
    const needed = { platform, queueJob: async () => {} };
    await Promise.all([collectDigests(needed, now), collectDigests(needed, now)]);
    const rows = await sql<{ window: string; items: number }[]>`
      select m."window", count(i.*)::int as items from ops.mailings m
      left join ops.mailing_items i on i.mailing_id = m.id group by m."window"`;
    return rows.map(({ window, items }) => [window, items]);
  };
  // Of three days ago, when there was no worker either, and of long ago.
  const told = { inApp: 'told', browser: 'told', push: 'told', mail: 'told' } as const;
  for (const daysAgo of [0, 3, 30]) {
    const { eventIds, notificationId } = await notify(platform, leo, { channels: told });
    await platform.tail.whenVisible(eventIds, 10_000);
    await sql`
      update notifications set created_at = created_at - ${daysAgo} * interval '1 day'
      where id = ${notificationId}`;
  }
  const today = now.toISOString().slice(0, 10);
  await prefer({ digest: { frequency: 'daily', hour: now.getUTCHours() }, time_zone: 'UTC' });
  // What was due before they asked for it was not meant.
  expect(await collect()).toEqual([]);
  await sql`update notification_preferences set digest_since = '2020-01-01'`;
  await prefer({ sound: true });
  expect(await collect()).toEqual([[`daily ${today}`, 2]]);
  await prefer({ digest: { hour: 0 } });
  expect(await collect()).toEqual([[`daily ${today}`, 2]]);

  await sql`delete from ops.mailings`;
  await prefer({ digest: { frequency: 'none' } });
  await prefer({ digest: { frequency: 'daily' } });
  expect(await collect()).toEqual([]);
});

test('a weekly one that is days late still leaves', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { write, prefer } = await withPeople(server);
  await write('One');
  const { platform } = server.services;
  const { sql } = platform.database;
  const now = new Date();
  const fourDaysAgo = new Date(now.getTime() - 4 * 86_400_000);
  const weekday = fourDaysAgo.getUTCDay() || 7;
  await prefer({ digest: { frequency: 'weekly', weekday, hour: 0 }, time_zone: 'UTC' });
  await sql`update notification_preferences set digest_since = '2020-01-01'`;
  await collectDigests({ platform, queueJob: async () => {} }, now);
  const mail = mailOf(mails);
  const needed = { platform, mail, mailer: openMailer(mail) };
  // The minute's round sees to it where its job was lost.
  for (const minutes of [0, 20]) await resumeMailings(needed, after(now, minutes));
  expect(mails.received.map((one) => headerOf(one, 'Subject'))).toEqual(['What is new: One']);
});

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}

test('a digest is one mail a day, whoever looks and whatever the time zone becomes', async () => {
  await using mails = await startMailServer();
  await using server = await openTestApp();
  const { leo, write, prefer } = await withPeople(server);
  await prefer({ digest: { frequency: 'daily', hour: 8 }, time_zone: 'Europe/Paris' });
  await write('One');
  await write('Two');
  const { platform } = server.services;
  const { sql } = platform.database;
  const queued: string[] = [];
  const needed = {
    platform,
    queueJob: (_tx: unknown, job: { id: string }) => {
      queued.push(job.id);
      return Promise.resolve();
    },
  };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const at = (time: string) => new Date(`${tomorrow}T${time}Z`);
  await collectDigests(needed, new Date());
  await sql`update notifications set created_at = ${at('01:00:00').toISOString()}`;
  await Promise.all([1, 2, 3, 4].map(() => collectDigests(needed, at('10:00:00'))));
  await prefer({ time_zone: 'America/New_York' });
  await sql`update notification_preferences set digest_since = digest_since - interval '2 days'`;
  await collectDigests(needed, at('15:00:00'));
  expect(new Set(queued).size).toBe(1);
  const [mailingId = ''] = queued;
  const mail = mailOf(mails);
  await sendMailing({ platform, mail, mailer: openMailer(mail) }, mailingId, at('10:00:01'));
  expect(mails.received.map((one) => headerOf(one, 'Subject'))).toEqual([
    'What is new: 2 notifications',
  ]);
  expect(await sql`select 1 from ops.mailings where person_id = ${leo}`).toHaveLength(1);
});
