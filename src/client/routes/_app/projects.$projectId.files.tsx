import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { trpc } from '#client/api/trpc.ts';
import { FileBrowser, type FileView } from '#client/features/files/file-browser.tsx';
import { ProjectHeader } from '#client/features/projects/project-header.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/files')({
  validateSearch: (search: Record<string, unknown>): { view?: FileView } =>
    search.view === 'list' ? { view: 'list' } : {},
  component: ProjectFiles,
});

function ProjectFiles() {
  const { projectId } = Route.useParams();
  const { view = 'grid' } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { fileId } = useParams({ strict: false });
  const project = trpc.projects.get.useQuery({ projectId });
  const query = view === 'list' ? '?view=list' : '';
  return (
    <FileBrowser
      projectId={projectId}
      view={view}
      onView={(next) =>
        void navigate({ to: '.', search: next === 'list' ? { view: 'list' } : {}, replace: true })
      }
      link={{
        hrefOf: (id) => `/projects/${projectId}/files/${id}${query}`,
        open: (id) =>
          void navigate({
            to: '/projects/$projectId/files/$fileId',
            params: { projectId, fileId: id },
            search: (search) => search,
          }),
      }}
      openId={fileId}
      readOnly={project.data?.project.role === 'viewer'}
      renderHeader={(actions) => <ProjectHeader projectId={projectId} actions={actions} />}
      panel={<Outlet />}
    />
  );
}
