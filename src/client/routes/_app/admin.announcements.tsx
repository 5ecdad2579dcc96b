import { createFileRoute } from '@tanstack/react-router';
import { AnnouncementsPage } from '#client/features/system/announcements-page.tsx';

export const Route = createFileRoute('/_app/admin/announcements')({
  validateSearch: (search: Record<string, unknown>): { tab?: 'maintenance' } =>
    search.tab === 'maintenance' ? { tab: 'maintenance' } : {},
  component: Announcements,
});

function Announcements() {
  const { tab = 'announcements' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <AnnouncementsPage
      tab={tab}
      onTab={(next) =>
        void navigate({
          to: '.',
          search: next === 'maintenance' ? { tab: next } : {},
          replace: true,
        })
      }
    />
  );
}
