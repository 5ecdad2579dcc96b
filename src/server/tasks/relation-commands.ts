/** What tasks have to do with each other, where that takes more than one of them to decide. */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { TaskDetailCommand } from '#domain/tasks/task.details.ts';
import { TaskRelated, type TaskRelation, TaskUnrelated } from '#domain/tasks/task.events.ts';
import type { Transaction } from '#infra/db/database.ts';
import { readStreams } from '#infra/log/read.ts';
import type { EventLog } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { commit } from '../commit.ts';

type RelateTask = Extract<TaskDetailCommand, { relation: TaskRelation }>;

/** Far more than anybody looks through; what is longer is taken for a loop. */
const maxTasks = 2_000;
const wholeStream = 2_147_483_647;

/**
 * Nothing waits for itself and nothing is a part of itself, not by way of others either. Each task is
 * a stream of its own, so that who relates tasks of a project does so one after the other.
 */
export function relateTask(
  platform: Platform,
  metadata: EventMetadata,
  { taskId, projectId, change }: { taskId: string; projectId: string; change: RelateTask },
): Promise<Result<null>> {
  const { eventLog } = platform;
  return commit(platform, metadata, async (unit) => {
    const { relation, otherId } = change;
    await unit.tx`
      select pg_advisory_xact_lock(hashtext('ecosystia.relations'), hashtext(${projectId}))`;
    const others = await relatedFrom(unit.tx, eventLog, [otherId], relation);
    // Like each other they are both ways, and need not be told twice.
    if (relation === 'relates' && others.includes(taskId)) return accept(null);
    if (relation !== 'relates' && (await leadTo(unit.tx, eventLog, others, { taskId, relation }))) {
      return refuse('task.relation_loop');
    }
    const related = await unit.command(taskDecider, taskId, change);
    return related.ok ? accept(null) : related;
  });
}

async function leadTo(
  tx: Transaction,
  eventLog: EventLog,
  first: readonly string[],
  { taskId, relation }: { taskId: string; relation: TaskRelation },
): Promise<boolean> {
  const seen = new Set<string>();
  let next = [...first];
  while (next.length > 0) {
    if (next.includes(taskId) || seen.size > maxTasks) return true;
    for (const id of next) seen.add(id);
    const found = await relatedFrom(tx, eventLog, next, relation);
    next = [...new Set(found)].filter((id) => !seen.has(id));
  }
  return false;
}

/** By the log and not the read model, which may not show yet what was decided a moment ago. */
async function relatedFrom(
  tx: Transaction,
  { keys }: EventLog,
  taskIds: readonly string[],
  relation: TaskRelation,
): Promise<string[]> {
  const streams = taskIds.map((id) => `${taskDecider.category}-${id}`);
  const wanted = streams.map((stream) => ({ stream, upTo: wholeStream, without: [] }));
  const related = new Map<string, string>();
  for (const { stream, type, data } of await readStreams(tx, keys, wanted)) {
    if (type !== TaskRelated.type && type !== TaskUnrelated.type) continue;
    const said = TaskRelated.schema.parse(data);
    if (said.relation !== relation) continue;
    const key = `${stream} ${said.otherId}`;
    if (type === TaskRelated.type) related.set(key, said.otherId);
    else related.delete(key);
  }
  return [...related.values()];
}
