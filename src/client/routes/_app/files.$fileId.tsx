import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FilePanel } from '#client/features/files/details/file-panel.tsx';
import { readFileFilters } from '#client/features/files/list/file-filters.ts';

export const Route = createFileRoute('/_app/files/$fileId')({ component: OpenFile });

function OpenFile() {
  const { fileId } = Route.useParams();
  const filters = readFileFilters({ ...Route.useSearch() });
  const navigate = Route.useNavigate();
  const close = useCallback(
    () => void navigate({ to: '/files', search: (search) => search }),
    [navigate],
  );
  const open = useCallback(
    (id: string) =>
      void navigate({
        to: '/files/$fileId',
        params: { fileId: id },
        search: (search) => search,
        replace: true,
      }),
    [navigate],
  );
  return <FilePanel fileId={fileId} filters={filters} onOpen={open} onClose={close} />;
}
