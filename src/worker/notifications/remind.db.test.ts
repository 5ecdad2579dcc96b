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
