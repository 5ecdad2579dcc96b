import { useCallback, useEffect, useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import type { ChannelFrame } from '#client/live/channel-store.ts';
import { useProjectNotifications } from '#client/live/use-project-notifications.ts';

/** Frames that come thick are answered by asking once. */
const gatherMs = 100;

const parts = [
  'files',
  'project',
  'tasks',
  'openTask',
  'comments',
  'meetings',
  'activity',
] as const;
type Part = (typeof parts)[number];

const partOf: Record<string, Part> = {
  file: 'files',
  member: 'project',
  project: 'project',
  task: 'tasks',
  meeting: 'meetings',
};

/**
 * Keeps what a project's pages show fresh while any of them is open, whoever changes it. It stands above
 * them: whoever goes from one to the other misses nothing, and asks for nothing again.
 */
export function useProjectLive(projectId: string): void {
  const utils = trpc.useUtils();
  const stale = useMemo(() => staleParts(utils, projectId), [utils, projectId]);
  useEffect(() => stale.stop, [stale]);
  const listener = useCallback(
    ({ type, data }: ChannelFrame) => {
      const part = partOf[type.split('.')[0] ?? ''];
      if (part !== 'tasks') {
        if (part) stale.add(part, 'activity');
        return;
      }
      if (type === 'task.looking') return;
      stale.add('tasks', 'activity');
      if (type === 'task.detailed') void utils.tasks.details.invalidate();
      if (type.startsWith('task.comment')) stale.add('comments');
      const task = data as Task;
      if (type === 'task.deleted') void utils.tasks.get.invalidate({ taskId: task.id });
      else {
        utils.tasks.get.setData({ taskId: task.id }, (known) =>
          known && known.version > task.version ? known : task,
        );
      }
    },
    [stale, utils],
  );
  const { isConnected } = useProjectNotifications(projectId, listener);
  // What was loaded before the channel was live may miss what happened in between.
  useEffect(() => {
    if (isConnected) stale.add(...parts);
  }, [isConnected, stale]);
}

/** What is no longer fresh, asked for anew once the frames pause. */
function staleParts(utils: ReturnType<typeof trpc.useUtils>, projectId: string) {
  const waiting = new Set<Part>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    if (waiting.has('activity')) void utils.projects.activity.invalidate({ projectId });
    if (waiting.has('files')) void utils.files.list.invalidate({ projectId });
    // A board on the screen takes each change as it comes, and knows what it misses.
    if (waiting.has('tasks')) {
      void utils.tasks.board.invalidate({ projectId }, { type: 'inactive', refetchType: 'none' });
    }
    if (waiting.has('openTask')) {
      void utils.tasks.get.invalidate();
      void utils.tasks.details.invalidate();
    }
    if (waiting.has('comments')) void utils.tasks.comments.invalidate();
    if (waiting.has('meetings')) void utils.meetings.invalidate();
    if (waiting.has('project')) {
      void utils.projects.get.invalidate({ projectId });
      void utils.projects.list.invalidate();
    }
    waiting.clear();
  };
  return {
    add: (...more: readonly Part[]) => {
      for (const part of more) waiting.add(part);
      clearTimeout(timer);
      timer = setTimeout(refresh, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}
