import { asc, eq } from 'drizzle-orm';
import type { taskViewEvents } from '#domain/tasks/task-view.events.ts';
import { taskViews } from '#drizzle/tasks.ts';
import type { Database } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const taskViewsProjection: Projection = {
  name: 'task_views',
  tables: [taskViews],
  handlers: handlersFor<(typeof taskViewEvents)[number]>({
    TaskViewSaved: ({ data: { viewId, ...view } }, orm) => [
      orm.insert(taskViews).values({ id: viewId, ...view }),
    ],
    TaskViewRemoved: ({ data }, orm) => [
      orm.delete(taskViews).where(eq(taskViews.id, data.viewId)),
    ],
  }),
};

export interface TaskViewEntity {
  id: string;
  name: string;
  query: string;
}

export async function taskViewsOf({ orm }: Database, projectId: string): Promise<TaskViewEntity[]> {
  return orm
    .select({ id: taskViews.id, name: taskViews.name, query: taskViews.query })
    .from(taskViews)
    .where(eq(taskViews.projectId, projectId))
    .orderBy(asc(taskViews.name), asc(taskViews.id));
}
