import { taskDecider } from '#domain/tasks/task.decider.ts';
import { TaskRelated, type TaskRelation, TaskUnrelated } from '#domain/tasks/task.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';

/**
 * Whether one task has a relation to another, or (`byWayOf: 'others'`) whoever follows it from task to
 * task comes there. Asked of the log and not of the read model, which may not show yet what was
 * decided a moment ago; of each task only those events are read that make and end its relations.
 */
export async function leadsTo(
  sql: SqlRunner,
  relation: TaskRelation,
  { from, to, byWayOf }: { from: string; to: string; byWayOf: 'nobody' | 'others' },
): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    with recursive reached (id, farther) as (
      select ${from}::text, true
      union
      select said.other_id, ${byWayOf === 'others'} from reached
      cross join lateral (
        select distinct on (data->>'otherId') data->>'otherId' as other_id, type
        from log.events
        where stream = ${`${taskDecider.category}-`} || reached.id
          and type in (${TaskRelated.type}, ${TaskUnrelated.type})
          and data->>'relation' = ${relation}
        order by data->>'otherId', version desc
      ) said
      where reached.farther and said.type = ${TaskRelated.type}
    )
    select exists (select from reached where id = ${to}) as found`;
  return row?.found ?? false;
}
