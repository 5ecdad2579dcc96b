/**
 * What time alone makes news: a task is due soon or overdue, a meeting starts. Once a minute; what was
 * told is noted in the transaction that tells it, so that whoever looks next, here or elsewhere,
 * passes over it.
 */
import type { KindName } from '#domain/notifications/kinds/kinds.ts';
import type { Transaction } from '#infra/db/database.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { beginStreams } from '#infra/log/append.ts';
import type { Platform } from '#infra/platform.ts';
import { occurrencesOfAll } from '#readmodels/meetings/occurrences.query.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { tasksDue } from '#readmodels/tasks/due-tasks.query.ts';
import { type Telling, tell } from './tell.ts';

type Needed = Pick<Platform, 'database' | 'eventLog'>;

/** The longest that anybody may want to be reminded before a meeting. */
const maxMeetingLeadMs = 24 * 3_600_000;
const minuteMs = 60_000;

export function remindHandler({ platform }: { platform: Needed }): JobHandler<object> {
  return clockJob({
    queue: 'notifications.remind',
    cron: '* * * * *',
    expireInSeconds: 300,
    run: () => remind(platform, new Date()),
  });
}

export async function remind(platform: Needed, now: Date): Promise<void> {
  await remindOfTasks(platform, now);
  await remindOfMeetings(platform, now);
}

async function remindOfTasks(platform: Needed, now: Date): Promise<void> {
  for (const task of await tasksDue(platform.database.sql, now)) {
    const isOver = Date.parse(task.dueAt) <= now.getTime();
    const kind: KindName = isOver ? 'task.overdue' : 'task.due_soon';
    const tasksPath = `/projects/${task.projectId}/tasks`;
    await tellOnce(platform, `${kind} ${task.id} ${task.dueAt}`, now, {
      told: new Map(task.assigneeIds.map((id) => [id, kind])),
      params: () => ({ task: task.title, project: task.projectName, due: task.dueAt }),
      link: `${tasksPath}/${task.id}`,
      subjectId: task.id,
      projectId: task.projectId,
      projectLink: tasksPath,
      actorId: null,
      urgent: task.priority === 'urgent',
    });
  }
}

async function remindOfMeetings(platform: Needed, now: Date): Promise<void> {
  const { results } = await occurrencesOfAll(platform.database, {
    from: now.toISOString(),
    to: new Date(now.getTime() + maxMeetingLeadMs).toISOString(),
  });
  const soon = results.flatMap((meeting) => {
    const leadMs = Date.parse(meeting.starts_at) - now.getTime();
    if (leadMs <= 0 || meeting.status === 'cancelled') return [];
    const peopleIds = new Set([meeting.organizer_id, ...meeting.participant_ids]);
    return [...peopleIds].map((id) => ({ id, meeting, leadMs }));
  });
  const peopleIds = [...new Set(soon.map(({ id }) => id))];
  const recipients = await recipientsById(platform.database.orm, peopleIds);
  const wanted = new Map(recipients.map(({ id, preferences }) => [id, preferences]));
  const due = soon.flatMap(({ id, meeting, leadMs }) => {
    const minutes = wanted.get(id)?.meetingReminderMinutes ?? null;
    if (minutes === null || leadMs > minutes * minuteMs) return [];
    return [{ id, meeting, subject: `meeting.soon ${meeting.id} ${meeting.starts_at} ${id}` }];
  });
  const told = await remindedOf(
    platform,
    due.map(({ subject }) => subject),
  );
  for (const { id, meeting, subject } of due) {
    if (told.has(subject)) continue;
    await tellOnce(platform, subject, now, {
      told: new Map([[id, 'meeting.soon']]),
      params: () => ({ meeting: meeting.title, starts: meeting.starts_at }),
      link: `/meetings/${meeting.id}`,
      subjectId: meeting.id,
      projectId: meeting.project_id,
      actorId: null,
    });
  }
}

/** From the reminder to the meeting each minute finds it due again. */
async function remindedOf(
  { database }: Needed,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.sql<{ subject: string }[]>`
    select subject from ops.reminded where subject = any(${[...subjects]})`;
  return new Set(rows.map(({ subject }) => subject));
}

async function tellOnce(
  { database, eventLog }: Needed,
  subject: string,
  now: Date,
  telling: Telling,
): Promise<void> {
  const occurredAt = now.toISOString();
  await eventLog.sql.begin(async (tx) => {
    if (!(await noteReminder(tx, subject, occurredAt))) return;
    await tell(
      { id: subject, occurredAt },
      {
        tx,
        orm: database.ormOver(tx),
        begin: async (streams) => {
          const begun = streams.map((stream) => ({ ...stream, metadata: { actorId: null } }));
          await beginStreams(tx, eventLog.keys, begun);
        },
      },
      telling,
    );
  });
  eventLog.appended();
}

/** False where somebody was reminded of it already. */
async function noteReminder(tx: Transaction, subject: string, at: string): Promise<boolean> {
  const noted = await tx`
    insert into ops.reminded (subject, reminded_at) values (${subject}, ${at})
    on conflict do nothing returning 1`;
  return noted.length > 0;
}
