import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { trpc } from '#client/api/trpc.ts';
import { mayWorkIn } from '#client/app/project-rights.ts';
import { FileBrowser } from '#client/features/files/file-browser.tsx';
import { filtersQuery, readFileFilters } from '#client/features/files/list/file-filters.ts';
import { ProjectHeader } from '#client/features/projects/project-header.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/files')({
  validateSearch: readFileFilters,
  component: ProjectFiles,
});

function ProjectFiles() {
  const { projectId } = Route.useParams();
  const filters = readFileFilters({ ...Route.useSearch() });
  const navigate = Route.useNavigate();
  const { fileId } = useParams({ strict: false });
  const project = trpc.projects.get.useQuery({ projectId });
  return (
    <FileBrowser
      projectId={projectId}
      filters={filters}
      onFilters={(search) => void navigate({ to: '.', search, replace: true })}
      link={{
        hrefOf: (id) => `/projects/${projectId}/files/${id}${filtersQuery(filters)}`,
        open: (id) =>
          void navigate({
            to: '/projects/$projectId/files/$fileId',
            params: { projectId, fileId: id },
            search: filters,
          }),
      }}
      openId={fileId}
      readOnly={!mayWorkIn(project.data?.project)}
      renderHeader={(actions) => <ProjectHeader projectId={projectId} actions={actions} />}
      panel={<Outlet />}
    />
  );
}
