import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { FileBrowser } from '#client/features/files/file-browser.tsx';
import { filtersQuery, readFileFilters } from '#client/features/files/list/file-filters.ts';
import { PageHeader } from '#client/ui/page-header.tsx';

export const Route = createFileRoute('/_app/files')({
  validateSearch: readFileFilters,
  component: Files,
});

function Files() {
  const t = useTranslations('places');
  const filters = readFileFilters({ ...Route.useSearch() });
  const navigate = Route.useNavigate();
  const { fileId } = useParams({ strict: false });
  return (
    <FileBrowser
      filters={filters}
      onFilters={(search) => void navigate({ to: '.', search, replace: true })}
      link={{
        hrefOf: (id) => `/files/${id}${filtersQuery(filters)}`,
        open: (id) =>
          void navigate({ to: '/files/$fileId', params: { fileId: id }, search: filters }),
      }}
      openId={fileId}
      renderHeader={(actions) => <PageHeader title={t('files')} actions={actions} />}
      panel={<Outlet />}
    />
  );
}
