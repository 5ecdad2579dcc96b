import { createFileRoute } from '@tanstack/react-router';
import { ProjectsPage } from '#client/features/projects/projects-page.tsx';

export const Route = createFileRoute('/_app/projects/')({
  validateSearch: (search: Record<string, unknown>): { create?: true } =>
    search.create === true ? { create: true } : {},
  component: Projects,
});

function Projects() {
  const { create = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ProjectsPage
      creating={create}
      onCreating={(creating) =>
        void navigate({ to: '/projects', search: creating ? { create: true } : {} })
      }
      onCreated={(projectId) =>
        void navigate({ to: '/projects/$projectId', params: { projectId }, replace: true })
      }
    />
  );
}
