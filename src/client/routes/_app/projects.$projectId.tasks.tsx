import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { firstData } from '#client/app/first-data.ts';
import { ProjectHeader } from '#client/features/projects/project-header.tsx';
import { filtersOf } from '#client/features/tasks/task-filters.ts';
import { TasksPage } from '#client/features/tasks/tasks-page.tsx';
import { wholeBoard } from '#client/features/tasks/whole-board.ts';

export const Route = createFileRoute('/_app/projects/$projectId/tasks')({
  validateSearch: filtersOf,
  loader: ({ context: { services }, params: { projectId } }) =>
    firstData([
      services.utils.projects.get.prefetch({ projectId }),
      services.utils.tasks.views.prefetch({ projectId }),
      services.utils.tasks.board.prefetch({ projectId }, wholeBoard),
    ]),
  component: ProjectTasks,
});

function ProjectTasks() {
  const { projectId } = Route.useParams();
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  const { taskId } = useParams({ strict: false });
  return (
    <TasksPage
      key={projectId}
      projectId={projectId}
      filters={filters}
      onFilters={(next) => void navigate({ to: '.', search: next, replace: true })}
      openId={taskId}
      header={<ProjectHeader projectId={projectId} />}
      panel={<Outlet />}
    />
  );
}
