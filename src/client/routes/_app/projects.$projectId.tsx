import { createFileRoute, Outlet } from '@tanstack/react-router';
import { problemKind } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import { useProjectLive } from '#client/features/projects/use-project-live.ts';
import { NotFoundPage } from '#client/features/shell/not-found-page.tsx';

export const Route = createFileRoute('/_app/projects/$projectId')({ component: Project });

/** What is on a project's pages; of one that is not there, nothing. */
function Project() {
  const { projectId } = Route.useParams();
  useProjectLive(projectId);
  const { data, error } = trpc.projects.get.useQuery({ projectId });
  const isGone = data === undefined && error !== null && problemKind(error) === 'not-found';
  return isGone ? <NotFoundPage /> : <Outlet />;
}
