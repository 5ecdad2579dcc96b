import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FilePanel } from '#client/features/files/details/file-panel.tsx';
import { readFileFilters } from '#client/features/files/list/file-filters.ts';

export const Route = createFileRoute('/_app/projects/$projectId/files/$fileId')({
  component: OpenProjectFile,
});

function OpenProjectFile() {
  const { projectId, fileId } = Route.useParams();
  const filters = readFileFilters({ ...Route.useSearch() });
  const navigate = Route.useNavigate();
  const close = useCallback(
    () =>
      void navigate({
        to: '/projects/$projectId/files',
        params: { projectId },
        search: (search) => search,
      }),
    [navigate, projectId],
  );
  const open = useCallback(
    (id: string) =>
      void navigate({
        to: '/projects/$projectId/files/$fileId',
        params: { projectId, fileId: id },
        search: (search) => search,
        replace: true,
      }),
    [navigate, projectId],
  );
  return (
    <FilePanel
      fileId={fileId}
      projectId={projectId}
      filters={filters}
      onOpen={open}
      onClose={close}
    />
  );
}
