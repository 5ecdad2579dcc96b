import { useCallback } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { ChannelFrame } from '#client/live/channel-store.ts';
import { useProjectFrames } from '#client/live/use-project-notifications.ts';

/** Keeps a project's file list fresh while it is on the screen, whoever adds to it. */
export function useProjectFiles(projectId: string | undefined): void {
  const utils = trpc.useUtils();
  useProjectFrames(
    projectId,
    useCallback(
      ({ type }: ChannelFrame) => {
        if (type.startsWith('file.')) void utils.files.list.invalidate({ projectId });
        if (type.startsWith('member.')) void utils.projects.get.invalidate({ projectId });
      },
      [utils, projectId],
    ),
  );
}
