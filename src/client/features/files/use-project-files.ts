import { skipToken } from '@tanstack/react-query';
import { trpc } from '#client/api/trpc.ts';

/** Keeps a project's file list fresh while it is on the screen, whoever adds to it. */
export function useProjectFiles(projectId: string | undefined): void {
  const utils = trpc.useUtils();
  trpc.live.project.useSubscription(projectId === undefined ? skipToken : { projectId }, {
    onData: ({ data }) => {
      if (data.type.startsWith('file.')) void utils.files.list.invalidate({ projectId });
      if (data.type.startsWith('member.')) void utils.projects.get.invalidate({ projectId });
    },
  });
}
