/** A team, a worker, and what it tells them. */
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Result } from '#domain/kernel/result.ts';
import {
  preferencesDecider,
  type PreferencesChange,
} from '#domain/notifications/preferences.decider.ts';
import { taskDecider, type TaskChanges } from '#domain/tasks/task.decider.ts';
import { transact, type UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { createProject, registerPerson } from './commands.ts';
import { eventually } from './eventually.ts';
import { openWorkingApp } from './worker.ts';

/** A notification as the read model has it. */
export interface ToldRow {
  person_id: string;
  id: string;
  title: string;
  message: string;
  kind: string;
  link: string;
  count: number;
  read_at: string | null;
  archived_at: string | null;
  channels: Record<string, string>;
}

export async function act<T>(
  { eventLog, tail }: Platform,
  actorId: string,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<T> {
  const done = await transact(eventLog, { actorId }, work);
  if (!done.ok) throw new Error(done.refusal.code);
  await tail.whenVisible(done.value.eventIds, 10_000);
  return done.value.value;
}

/** What each was told, when every reaction has come to the end of the log. */
async function told(platform: Platform): Promise<ToldRow[]> {
  const { sql } = platform.database;
  return eventually(async () => {
    const [at] = await sql<{ settled: boolean }[]>`
      select bool_and(position >= (
        select coalesce(max(p.position), 0) from log.positions p
        join log.events e on e.id = p.event_id where e.type not like 'Notification%')) as settled
      from ops.reaction_checkpoints`;
    const [shown] = await sql<{ all: boolean }[]>`
      select not exists (select from log.outbox) and min(position) =
        (select max(position) from log.positions) as all from projection_checkpoints`;
    expect([at?.settled, shown?.all]).toEqual([true, true]);
    return sql<ToldRow[]>`select * from notifications order by position`;
  });
}

/** Ana, Chloé (in French) and Tom in a project, a worker, and what they are told from now on. */
export async function withNews(environment: Record<string, string> = {}) {
  const server = await openWorkingApp({ environment });
  const { platform } = server.services;
  const ana = await registerPerson(platform, { name: 'Ana' });
  const chloe = await registerPerson(platform, { name: 'Chloé', language: 'fr' });
  const tom = await registerPerson(platform, { name: 'Tom' });
  const projectId = await createProject(platform, ana, [chloe, tom]);
  await told(platform);
  await act(platform, ana, async (unit) => {
    await unit.tx`delete from ops.notification_batches`;
    return { ok: true, value: null };
  });
  const before = new Set((await told(platform)).map(({ id }) => id));
  const news = async () => (await told(platform)).filter(({ id }) => !before.has(id));
  const prefer = (personId: string, change: PreferencesChange) =>
    act(platform, personId, (unit) =>
      unit.command(preferencesDecider, personId, { personId, change }),
    );
  const makeTask = async (by: string, assigneeIds: string[], title = 'Hedge') => {
    const taskId = uuidv7();
    const task = {
      taskId,
      projectId,
      title,
      description: '',
      status: 'todo',
      priority: 'none',
      assigneeIds,
      dueAt: null,
      labels: [],
      position: 1,
    } as const;
    await act(platform, by, (unit) =>
      unit.command(taskDecider, taskId, {
        type: 'CreateTask',
        task: { ...task, assigneeIds, labels: [] },
      }),
    );
    return taskId;
  };
  const changeTask = (by: string, taskId: string, changes: TaskChanges) =>
    act(platform, by, (unit) =>
      unit.command(taskDecider, taskId, { type: 'ChangeTask', changes, version: null }),
    );
  const comment = async (by: string, taskId: string, text: string) => {
    const commentId = uuidv7();
    const said = { type: 'CommentTask', commentId, authorId: by, text } as const;
    await act(platform, by, (unit) => unit.command(taskDecider, taskId, said));
    return commentId;
  };
  const editComment = (by: string, taskId: string, commentId: string, text: string) =>
    act(platform, by, (unit) =>
      unit.command(taskDecider, taskId, { type: 'EditComment', commentId, personId: by, text }),
    );
  const deleteComment = (by: string, taskId: string, commentId: string) =>
    act(platform, by, (unit) =>
      unit.command(taskDecider, taskId, {
        type: 'DeleteComment',
        commentId,
        personId: by,
        ownsProject: false,
      }),
    );
  return {
    server,
    platform,
    ana,
    chloe,
    tom,
    projectId,
    news,
    prefer,
    makeTask,
    changeTask,
    comment,
    editComment,
    deleteComment,
  };
}
