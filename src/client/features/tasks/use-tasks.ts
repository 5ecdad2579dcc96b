import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { closedStatuses, openStatuses } from './task-status.tsx';
import { withTask } from './task-state.ts';

export type TasksShown = 'open' | 'closed';

const pageSize = 100;

export function tasksInput(projectId: string, show: TasksShown) {
  const statuses = show === 'open' ? [...openStatuses] : [...closedStatuses];
  return { projectId, statuses, limit: pageSize };
}

/** The tasks of a project in the order of its board, page by page. */
export function useTasks(projectId: string, show: TasksShown) {
  const query = trpc.tasks.list.useInfiniteQuery(tasksInput(projectId, show), {
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const tasks = useMemo<Task[]>(
    () => query.data?.pages.flatMap((page) => page.results) ?? [],
    [query.data],
  );
  return { query, tasks };
}

/** Puts a task's newer state wherever the old one is shown. */
export function useShowTask(projectId: string): (task: Task) => void {
  const utils = trpc.useUtils();
  return (task) => {
    for (const show of ['open', 'closed'] as const) {
      utils.tasks.list.setInfiniteData(
        tasksInput(projectId, show),
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({ ...page, results: withTask(page.results, task) })),
          },
      );
    }
    utils.tasks.get.setData({ taskId: task.id }, (known) =>
      known && known.version > task.version ? known : task,
    );
  };
}

type Changes = Partial<Pick<Task, 'status' | 'priority' | 'assignee_ids' | 'due_at'>>;

/** Changes what takes one click: shown at once, taken back where the server refuses. */
export function useChangeTask(projectId: string): (task: Task, changes: Changes) => void {
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const showTask = useShowTask(projectId);
  const update = trpc.tasks.update.useMutation();
  return (task, changes) => {
    showTask({ ...task, ...changes });
    const { assignee_ids: assigneeIds, due_at: dueAt, ...same } = changes;
    update.mutate(
      {
        taskId: task.id,
        ...same,
        ...(assigneeIds === undefined ? {} : { assigneeIds }),
        ...(dueAt === undefined ? {} : { dueAt }),
      },
      {
        onSuccess: showTask,
        onError: (error) => {
          toast(failureText(error), 'error');
          void utils.tasks.list.invalidate({ projectId });
          void utils.tasks.get.invalidate({ taskId: task.id });
        },
      },
    );
  };
}
