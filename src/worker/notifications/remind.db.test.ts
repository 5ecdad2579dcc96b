import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import type { DomainEvent } from '#domain/kernel/event.ts';
import { MeetingScheduled } from '#domain/meetings/meeting.events.ts';
import { preferencesDecider } from '#domain/notifications/preferences.decider.ts';
import { TaskCompleted, TaskCreated } from '#domain/tasks/task.events.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { createProject, registerPerson } from '#tests/support/commands.ts';
import { notify } from '#tests/support/live.ts';
import { Random } from '#tests/support/random.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { expireOld } from './expire-old.ts';
import { remind } from './remind.ts';

async function append({ eventLog, tail }: Platform, stream: string, event: DomainEvent) {
  const done = await transact(eventLog, { actorId: null }, async (unit) => {
    await unit.append({ stream, expectedVersion: 'any', events: [event] });
    return { ok: true, value: null };
  });
  if (!done.ok) throw new Error(done.refusal.code);
  await tail.whenVisible(done.value.eventIds, 10_000);
}

async function titles({ database, tail, eventLog }: Platform): Promise<string[]> {
  const rows = await eventLog.sql<{ id: string }[]>`
    select id from log.events where type = 'NotificationSent'`;
  await tail.whenVisible(
    rows.map(({ id }) => id),
    10_000,
  );
  const told = await database.sql<{ title: string }[]>`
    select title from notifications order by position, title`;
  return told.map(({ title }) => title);
}

const now = new Date('2030-05-06T08:00:00.000Z');
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('what is due soon and overdue is said once each, whoever looks and however often', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const other = await test_.another();
  const ana = await registerPerson(platform, { name: 'Ana' });
  const projectId = await createProject(platform, ana);
  const taskId = uuidv7();
  const task = {
    taskId,
    projectId,
    title: 'Hedge',
    description: '',
    status: 'todo',
    priority: 'none',
    assigneeIds: [ana],
    dueAt: after(60).toISOString(),
    labels: [],
    position: 1,
  } as const;
  const made = TaskCreated.of({ ...task, assigneeIds: [ana], labels: [] });
  await append(platform, `task-${taskId}`, made);
  const look = (at: Date) => Promise.all([platform, other, platform].map((one) => remind(one, at)));
  await remind(platform, after(-25 * 60));
  expect(await titles(platform)).toEqual([]);
  await look(now);
  await look(after(1));
  expect(await titles(platform)).toEqual(['Hedge is due soon']);
  await look(after(61));
  await look(after(62));
  expect(await titles(platform)).toEqual(['Hedge is due soon', 'Hedge is overdue']);

  const doneId = uuidv7();
  await append(platform, `task-${doneId}`, TaskCreated.of({ ...made.data, taskId: doneId }));
  await append(
    platform,
    `task-${doneId}`,
    TaskCompleted.of({ taskId: doneId, projectId, position: 1 }),
  );
  await look(after(63));
  expect(await titles(platform)).toHaveLength(2);
});

test('before a meeting each is reminded when they want it, each time it takes place', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const ana = await registerPerson(platform, { name: 'Ana' });
  const leo = await registerPerson(platform, { name: 'Léo', language: 'fr' });
  const mia = await registerPerson(platform, { name: 'Mia' });
  const remindedBefore = async (personId: string, meetingReminderMinutes: number | null) => {
    const done = await transact(platform.eventLog, { actorId: personId }, (unit) =>
      unit.command(preferencesDecider, personId, { personId, change: { meetingReminderMinutes } }),
    );
    if (done.ok) await platform.tail.whenVisible(done.value.eventIds, 10_000);
  };
  await remindedBefore(leo, 60);
  await remindedBefore(mia, null);
  const meetingId = uuidv7();
  await append(
    platform,
    `meeting-${meetingId}`,
    MeetingScheduled.of({
      meetingId,
      projectId: null,
      organizerId: ana,
      title: 'Weekly',
      description: '',
      startsAt: after(30).toISOString(),
      endsAt: after(60).toISOString(),
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY',
      participantIds: [leo, mia],
    }),
  );
  for (const minutes of [-60, 0, 0, 25, 29, 31]) await remind(platform, after(minutes));
  expect(await titles(platform)).toEqual(['Weekly commence bientôt', 'Weekly starts soon']);
  await remind(platform, after(7 * 24 * 60 + 25));
  expect(await titles(platform)).toHaveLength(4);
});

const minuteMs = 60_000;
/** When clocks change: from when on, and by how much they go on; back where it is less than nothing. */
const changes = [
  ['Europe/Paris', '2030-03-31T01:00:00.000Z', 60],
  ['Europe/Paris', '2030-10-27T01:00:00.000Z', -60],
  ['America/St_Johns', '2030-03-10T05:30:00.000Z', 60],
  ['America/St_Johns', '2030-11-03T04:30:00.000Z', -60],
  ['Australia/Lord_Howe', '2030-04-06T15:00:00.000Z', -30],
  ['Australia/Lord_Howe', '2030-10-05T15:30:00.000Z', 30],
] as const;

test('the nights in which clocks change remind each once of what takes place, and of nothing else', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const other = await test_.another();
  const seed = Date.now() % 1_000_000;
  const random = new Random(seed);
  const ana = await registerPerson(platform, { name: 'Ana' });
  const leo = await registerPerson(platform, { name: 'Léo' });
  const projectId = await createProject(platform, ana);
  const leadMinutes = new Map([
    [ana, 15],
    [leo, 90],
  ]);
  const live = async (personId: string, timeZone: string) => {
    const change = { timeZone, meetingReminderMinutes: leadMinutes.get(personId) ?? null };
    const done = await transact(platform.eventLog, { actorId: personId }, (unit) =>
      unit.command(preferencesDecider, personId, { personId, change }),
    );
    if (done.ok) await platform.tail.whenVisible(done.value.eventIds, 10_000);
  };
  /** What of, and from when to when. */
  const expected = new Map<string, { from: number; to: number }>();
  for (const [timeZone, at, shift] of changes) {
    const changeMs = Date.parse(at);
    // On the wall: before the change, after it, in the time that is not there or is there twice.
    for (const offset of [15, -15, random.between(0, 59)]) {
      const startMs = changeMs + offset * minuteMs;
      const meetingId = uuidv7();
      const daily = {
        meetingId,
        projectId: null,
        organizerId: ana,
        title: 'Night',
        description: '',
        startsAt: new Date(startMs - 48 * 60 * minuteMs).toISOString(),
        endsAt: new Date(startMs - 47 * 60 * minuteMs).toISOString(),
        timeZone,
        recurrence: 'FREQ=DAILY;COUNT=3',
        participantIds: [leo],
      };
      await append(platform, `meeting-${meetingId}`, MeetingScheduled.of(daily));
      // What the night leaves out is not; what comes after the change is sooner or later by it.
      if (offset >= 0 && offset < shift) continue;
      const takesPlaceMs = startMs - (offset >= 0 ? shift * minuteMs : 0);
      for (const [personId, lead] of leadMinutes) {
        const subject = `meeting.soon ${meetingId} ${new Date(takesPlaceMs).toISOString()} ${personId}`;
        expected.set(subject, { from: takesPlaceMs - lead * minuteMs, to: takesPlaceMs });
      }
    }
    const taskId = uuidv7();
    const made = TaskCreated.of({
      taskId,
      projectId,
      title: 'Night',
      description: '',
      status: 'todo',
      priority: 'none',
      assigneeIds: [ana],
      dueAt: at,
      labels: [],
      position: 1,
    });
    await append(platform, `task-${taskId}`, made);
    // Léo travels: his clock is another one in the midst of it.
    await live(ana, timeZone);
    for (let minutes = -185; minutes <= 125; minutes += 10) {
      if (minutes === -185 || minutes === 5) await live(leo, minutes < 0 ? timeZone : 'Asia/Tokyo');
      const look = new Date(changeMs + minutes * minuteMs);
      await Promise.all([remind(platform, look), remind(other, look)]);
    }
  }
  const { sql } = platform.database;
  const reminded = await sql<{ subject: string; at: string }[]>`
    select subject, reminded_at as at from ops.reminded where subject like 'meeting.soon %'`;
  expect(new Set(reminded.map(({ subject }) => subject)), `seed ${seed}`).toEqual(
    new Set(expected.keys()),
  );
  for (const { subject, at } of reminded) {
    const { from = Number.NaN, to = Number.NaN } = expected.get(subject) ?? {};
    const ms = Date.parse(at);
    expect(ms >= from && ms < to, `seed ${seed}: ${subject} at ${at}`).toBe(true);
  }
  await titles(platform);
  const told = await sql<{ kind: string; count: number }[]>`
    select kind, count(*)::int as count from notifications group by kind`;
  expect(Object.fromEntries(told.map(({ kind, count }) => [kind, count]))).toMatchObject({
    'meeting.soon': expected.size,
    'task.due_soon': changes.length,
    'task.overdue': changes.length,
  });
});

test('what is old leaves the list', async () => {
  await using test_ = await openTestPlatform();
  const { platform } = test_;
  const ana = await registerPerson(platform, { name: 'Ana' });
  const { eventIds } = await notify(platform, ana, { title: 'Old' });
  await platform.tail.whenVisible(eventIds, 10_000);
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  await expireOld({ platform, notificationDays: 30 }, later(29));
  expect(await titles(platform)).toEqual(['Old']);
  await expireOld({ platform, notificationDays: 30 }, later(31));
  await expect.poll(() => titles(platform)).toEqual([]);
  const counts = await platform.database.sql`
    select unread_count from unread_counts order by position`;
  expect(counts.map((row) => row.unread_count as number)).toEqual([1, 0]);
});
