/** Who did last what somebody else's change met with, out of the task's own stream. */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { conflictsOf } from '#domain/tasks/task.conflicts.ts';
import { type NewTask, type TaskChanges, taskDecider } from '#domain/tasks/task.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf, type PersonSummary } from '#readmodels/people/names.query.ts';
import { taskHistory } from '#readmodels/tasks/task-history.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';

export interface TaskConflict {
  field: keyof TaskEntity;
  /** Null where it was nobody's doing. */
  by: PersonSummary | null;
}

const entityNames: Partial<Record<keyof NewTask, keyof TaskEntity>> = {
  assigneeIds: 'assignee_ids',
  dueAt: 'due_at',
};

/** Each field that was `seen` as something else than it is now in `present`, and who made it so. */
export async function conflictsWith(
  platform: Platform,
  present: TaskEntity,
  { seen, changes }: { seen: TaskChanges; changes: TaskChanges },
): Promise<TaskConflict[]> {
  const { assignee_ids: assigneeIds, due_at: dueAt, ...same } = present;
  const now: NewTask = { ...same, assigneeIds, dueAt };
  const events = await eventsOf(platform, present.id);
  const history = taskHistory(events, () => null);
  const conflicts = conflictsOf(now, seen, changes).map((name) => {
    const field = entityNames[name] ?? (name as keyof TaskEntity);
    const entry = history.find(({ changes: changed }) => field in changed);
    return { field, event: events.find(({ version }) => version === entry?.version) };
  });
  return Promise.all(
    conflicts.map(async ({ field, event }) => ({ field, by: await actorOf(platform, event) })),
  );
}

/** Who changed or removed a step of the checklist last. */
export async function whoChangedStep(
  platform: Platform,
  taskId: string,
  itemId: string,
): Promise<PersonSummary | null> {
  const events = await eventsOf(platform, taskId);
  // The codec validated what it stored; these are a task's.
  const ofStep = (events as RecordedEvent<{ itemId?: string }>[]).filter(
    ({ data }) => data.itemId === itemId,
  );
  return actorOf(platform, ofStep.at(-1));
}

async function eventsOf({ eventLog: { sql, keys } }: Platform, taskId: string) {
  return (await readStream(sql, keys, `${taskDecider.category}-${taskId}`)).events;
}

async function actorOf(
  { database }: Platform,
  event: RecordedEvent | undefined,
): Promise<PersonSummary | null> {
  const actorId = event?.metadata.actorId;
  const [person] = actorId ? await namesOf(database.sql, [actorId]) : [];
  return person ?? null;
}
