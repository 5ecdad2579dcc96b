import { z } from 'zod';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { TaskEvent } from '#domain/tasks/task.events.ts';
import { type PersonSummary, personSchema } from '../people/names.query.ts';
import { type TaskEntity, taskFold } from './task.entity.ts';

/** One thing that happened to a task, told as live frames tell it. */
export const taskHistorySchema = z
  .object({
    version: z.int(),
    type: z.string(),
    actor: personSchema.nullable(),
    created_at: z.string(),
    /** What of the task it changed; of its making nothing, as everything was new. */
    changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  })
  .meta({ id: 'TaskHistoryEntry' });
export type TaskHistoryEntry = z.infer<typeof taskHistorySchema>;

const types: Record<TaskEvent['type'], string> = {
  TaskCreated: 'task.created',
  TaskUpdated: 'task.updated',
  TaskMoved: 'task.moved',
  TaskAssigned: 'task.assigned',
  TaskCompleted: 'task.completed',
  TaskDeleted: 'task.deleted',
  TaskRestored: 'task.restored',
  TaskCommented: 'task.commented',
  TaskCommentEdited: 'task.comment_edited',
  TaskCommentDeleted: 'task.comment_deleted',
  ChecklistItemAdded: 'task.item_added',
  ChecklistItemChanged: 'task.item_changed',
  ChecklistItemMoved: 'task.item_moved',
  ChecklistItemRemoved: 'task.item_removed',
  TaskFileAttached: 'task.file_attached',
  TaskFileDetached: 'task.file_detached',
  TaskRelated: 'task.related',
  TaskUnrelated: 'task.unrelated',
};
const ofEveryChange = new Set(['version', 'updated_at']);

/** From a task's own stream, newest first. */
export function taskHistory(
  events: readonly RecordedEvent[],
  person: (personId: string | null) => PersonSummary | null,
): TaskHistoryEntry[] {
  let before: TaskEntity | null = null;
  const entries: TaskHistoryEntry[] = [];
  for (const event of events) {
    const after: TaskEntity | null = taskFold.evolve(before, event);
    entries.push({
      version: event.version,
      // The codec validated what it stored; these are a task's.
      type: types[event.type as TaskEvent['type']],
      actor: person(event.metadata.actorId),
      created_at: event.occurredAt,
      changes: before && after ? changesBetween(before, after) : {},
    });
    before = after;
  }
  return entries.toReversed();
}

function changesBetween(before: TaskEntity, after: TaskEntity): TaskHistoryEntry['changes'] {
  const fields = Object.keys(after) as (keyof TaskEntity)[];
  return Object.fromEntries(
    fields
      .filter((field) => !ofEveryChange.has(field))
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
}
