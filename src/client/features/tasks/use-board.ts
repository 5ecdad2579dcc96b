import { useCallback, useEffect, useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { OwnTask, Task, TaskCard } from '#client/api/types.ts';
import type { ChannelFrame } from '#client/live/channel-store.ts';
import { useLive, useShared } from '#client/live/live-context.tsx';
import { useProjectFrames } from '#client/live/use-project-notifications.ts';
import { missedBy, withCards, withoutCards } from './board-cache.ts';
import { isClosed } from './task-state.ts';
import { wholeBoard } from './whole-board.ts';

/** Short enough not to be missed, and long enough for read models to come after the log. */
const behindMs = 1_000;

const none: readonly TaskCard[] = [];

/** All tasks of a project in the order of its board, kept up by what others do. */
export function useBoard(projectId: string) {
  const { projects } = useLive();
  const beganAt = useShared(projects, projectId, (news) => news.beganAt());
  const query = trpc.tasks.board.useQuery(
    { projectId },
    {
      ...wholeBoard,
      // No frame tells what happened before the channel began. Thousands of tasks are asked for again only then.
      refetchInterval: ({ state }) =>
        state.data && Number(state.data.position) < beganAt && behindMs,
    },
  );
  const show = useShowTasks();
  const utils = trpc.useUtils();
  useProjectFrames(
    projectId,
    useCallback(
      ({ type, data }: ChannelFrame) => {
        if (!type.startsWith('task.') || type === 'task.looking') return;
        const task = data as Task;
        if (type === 'task.deleted') show.removed([task]);
        else show.changed([task]);
      },
      [show],
    ),
  );
  const { isFetching } = query;
  useEffect(() => {
    // With each answer, and not before: what one deletes oneself must not come back by what was told before.
    const board = isFetching ? undefined : utils.tasks.board.getData({ projectId });
    if (!board) return;
    const { changed, removed } = missedBy(board, projects.get(projectId).state());
    if (changed.length > 0) show.changed(changed);
    if (removed.length > 0) show.removed(removed);
  }, [isFetching, projects, projectId, show, utils]);
  return { query, tasks: query.data?.tasks ?? none };
}

/** Puts newer states of tasks wherever the old ones are shown. */
export function useShowTasks() {
  const utils = trpc.useUtils();
  return useMemo(() => {
    const change = (
      some: readonly TaskCard[],
      next: (tasks: readonly TaskCard[], some: readonly TaskCard[]) => readonly TaskCard[],
    ) => {
      for (const [projectId, ofProject] of Map.groupBy(some, (task) => task.project_id)) {
        utils.tasks.board.setData({ projectId }, (board) => {
          if (!board) return board;
          const tasks = next(board.tasks, ofProject);
          return tasks === board.tasks ? board : { ...board, tasks: [...tasks] };
        });
      }
    };
    return {
      changed: (newer: readonly (Task | TaskCard)[]) => {
        change(newer.map(cardOf), withCards);
        utils.tasks.mine.setData(undefined, (known) => known && withOwn(known, newer));
        for (const task of newer) {
          utils.tasks.get.setData({ taskId: task.id }, (known) => {
            if (known && known.version > task.version) return known;
            return known ? { ...known, ...task } : known;
          });
        }
      },
      removed: (gone: readonly TaskCard[]) => change(gone, withoutCards),
    };
  }, [utils]);
}

/** One's own work, each with the project it is in: what is done leaves. */
function withOwn({ results }: { results: OwnTask[] }, newer: readonly (Task | TaskCard)[]) {
  const byId = new Map(newer.map((task) => [task.id, task]));
  const own = results.map((task) => ({ ...task, ...byId.get(task.id) }));
  return { results: own.filter((task) => !isClosed(task)) };
}

/** Of a task, with whatever a frame says beside it, what a card shows. */
function cardOf(task: Task | TaskCard): TaskCard {
  return {
    id: task.id,
    project_id: task.project_id,
    title: task.title,
    status: task.status,
    priority: task.priority,
    assignee_ids: task.assignee_ids,
    due_at: task.due_at,
    labels: task.labels,
    position: task.position,
    version: task.version,
    created_at: task.created_at,
    updated_at: task.updated_at,
    completed_at: task.completed_at,
  };
}
