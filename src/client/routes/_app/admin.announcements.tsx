import { createFileRoute } from '@tanstack/react-router';
import { AnnouncementsPage } from '#client/features/system/announcements-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { announcementsWords } from '#client/i18n/announcements-words.ts';

export const Route = createFileRoute('/_app/admin/announcements')({
  validateSearch: (search: Record<string, unknown>): { tab?: 'maintenance' } =>
    search.tab === 'maintenance' ? { tab: 'maintenance' } : {},
  loader: announcementsWords.loader,
  component: Announcements,
});

function Announcements() {
  const { tab = 'announcements' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MoreWords of={announcementsWords}>
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
    </MoreWords>
  );
}
