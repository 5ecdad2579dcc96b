import type { TaskPriority } from '#domain/tasks/task.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';

export interface DueTask {
  id: string;
  projectId: string;
  projectName: string;
  title: string;
  priority: TaskPriority;
  dueAt: string;
  /** As far as they are in the project. */
  assigneeIds: string[];
}

/**
 * Tasks that are somebody's and not done, due within a day from `now` or since less than a day, of
 * which nobody was reminded yet.
 */
export async function tasksDue(sql: SqlRunner, now: Date): Promise<DueTask[]> {
  const at = now.toISOString();
  const rows = await sql<(Omit<DueTask, 'dueAt'> & { dueAt: Date | string })[]>`
    select t.id, t.project_id as "projectId", p.name as "projectName", t.title, t.priority,
           t.due_at as "dueAt",
           array(
             select m.person_id from project_members m
             where m.project_id = t.project_id and m.person_id = any(t.assignee_ids)
           ) as "assigneeIds"
    from tasks t
    join projects p on p.id = t.project_id and p.archived_at is null
    where t.due_at > ${at}::timestamptz - interval '1 day'
      and t.due_at <= ${at}::timestamptz + interval '1 day'
      and t.status not in ('done', 'cancelled') and cardinality(t.assignee_ids) > 0
      and not exists (
        select from ops.reminded r where r.subject = concat_ws(' ',
          case when t.due_at <= ${at} then 'task.overdue' else 'task.due_soon' end, t.id,
          to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    order by t.due_at limit 500`;
  return rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt).toISOString() }));
}
