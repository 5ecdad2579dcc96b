import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { FileBrowser, type FileView } from '#client/features/files/file-browser.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';

export const Route = createFileRoute('/_app/files')({
  validateSearch: (search: Record<string, unknown>): { view?: FileView } =>
    search.view === 'list' ? { view: 'list' } : {},
  component: Files,
});

function Files() {
  const t = useTranslations('places');
  const { view = 'grid' } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { fileId } = useParams({ strict: false });
  const query = view === 'list' ? '?view=list' : '';
  return (
    <FileBrowser
      view={view}
      onView={(next) =>
        void navigate({ to: '.', search: next === 'list' ? { view: 'list' } : {}, replace: true })
      }
      link={{
        hrefOf: (id) => `/files/${id}${query}`,
        open: (id) =>
          void navigate({
            to: '/files/$fileId',
            params: { fileId: id },
            search: (search) => search,
          }),
      }}
      openId={fileId}
      renderHeader={(actions) => <PageHeader title={t('files')} actions={actions} />}
      panel={<Outlet />}
    />
  );
}
