import { createFileRoute } from '@tanstack/react-router';
import { ProjectsPage } from '#client/features/projects/projects-page.tsx';

export const Route = createFileRoute('/_app/projects/')({
  validateSearch: (search: Record<string, unknown>): { create?: true; archived?: true } => ({
    ...(search.create === true && { create: true }),
    ...(search.archived === true && { archived: true }),
  }),
  component: Projects,
});

function Projects() {
  const { create = false, archived = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ProjectsPage
      archived={archived}
      onArchived={(next) =>
        void navigate({ to: '/projects', search: next ? { archived: true } : {} })
      }
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
