/** What tasks have to do with each other, where that takes more than one of them to decide. */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { TaskDetailCommand } from '#domain/tasks/task.details.ts';
import type { TaskRelation } from '#domain/tasks/task.events.ts';
import type { Platform } from '#infra/platform.ts';
import { leadsTo } from '#readmodels/tasks/relations-in-log.query.ts';
import { commit } from '../commit.ts';

type RelateTask = Extract<TaskDetailCommand, { relation: TaskRelation }>;

/**
 * Nothing waits for itself and nothing is a part of itself, not by way of others either. Each task is
 * a stream of its own, so that who relates tasks of a project does so one after the other: the lock
 * is held until the transaction ends, and what is read under it sees all that was committed before.
 */
export function relateTask(
  platform: Platform,
  metadata: EventMetadata,
  { taskId, projectId, change }: { taskId: string; projectId: string; change: RelateTask },
): Promise<Result<null>> {
  return commit(platform, metadata, async ({ tx, command }) => {
    const { relation, otherId } = change;
    await tx`
      select pg_advisory_xact_lock(hashtext('ecosystia.relations'), hashtext(${projectId}))`;
    const isMutual = relation === 'relates';
    const byWayOf = isMutual ? 'nobody' : 'others';
    // That a task is not its own other one the decider says.
    const isOther = otherId !== taskId;
    if (isOther && (await leadsTo(tx, relation, { from: otherId, to: taskId, byWayOf }))) {
      // Like each other they are both ways, and need not be told twice.
      return isMutual ? accept(null) : refuse('task.relation_loop');
    }
    const related = await command(taskDecider, taskId, change);
    return related.ok ? accept(null) : related;
  });
}
