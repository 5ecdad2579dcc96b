import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FilePanel } from '#client/features/files/file-panel.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/files/$fileId')({
  component: OpenProjectFile,
});

function OpenProjectFile() {
  const { projectId, fileId } = Route.useParams();
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
  return <FilePanel fileId={fileId} projectId={projectId} onOpen={open} onClose={close} />;
}
