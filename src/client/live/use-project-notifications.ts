import { useEffect } from 'react';
import type { ChannelFrame } from './channel-store.ts';
import { useLive, useShared } from './live-context.tsx';
import type { LiveStatus } from './live-status.ts';

export interface ProjectNotifications {
  /** What happened since this was first used for the project, newest first. */
  notifications: readonly ChannelFrame[];
  /** True while everything up to now is here. */
  isConnected: boolean;
  status: LiveStatus;
}

/**
 * What changes in a project, live: tasks, members, files, meetings. `type` is as in `task.created`,
 * `data` is the thing after the change, with `actor`. However many components use it for one
 * project, they share one subscription; `listener` is called with each change as it comes.
 */
export function useProjectNotifications(
  projectId: string,
  listener?: (change: ChannelFrame) => void,
): ProjectNotifications {
  const { projects } = useLive();
  const notifications = useShared(projects, projectId, (news) => news.state());
  const status = useShared(projects, projectId, (news) => news.status());
  useProjectFrames(listener && projectId, listener);
  return { notifications, isConnected: status.state === 'live', status };
}

/** Calls back with each change of a project; `undefined` is for none. */
export function useProjectFrames(
  projectId: string | undefined,
  listener: ((change: ChannelFrame) => void) | undefined,
): void {
  const { projects } = useLive();
  useEffect(() => {
    if (projectId === undefined || !listener) return undefined;
    const release = projects.hold(projectId);
    const unsubscribe = projects.get(projectId).onFrame(listener);
    return () => {
      unsubscribe();
      release();
    };
  }, [projects, projectId, listener]);
}
