import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { ProjectHeader } from '#client/features/projects/project-header.tsx';
import { TasksPage } from '#client/features/tasks/tasks-page.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/tasks')({
  validateSearch: (search: Record<string, unknown>): { show?: 'closed' } =>
    search.show === 'closed' ? { show: 'closed' } : {},
  component: ProjectTasks,
});

function ProjectTasks() {
  const { projectId } = Route.useParams();
  const { show = 'open' } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { taskId } = useParams({ strict: false });
  return (
    <TasksPage
      projectId={projectId}
      show={show}
      onShow={(next) =>
        void navigate({ to: '.', search: next === 'closed' ? { show: 'closed' } : {} })
      }
      openId={taskId}
      header={<ProjectHeader projectId={projectId} />}
      panel={<Outlet />}
    />
  );
}
