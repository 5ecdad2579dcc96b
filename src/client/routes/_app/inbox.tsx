import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { InboxPage } from '#client/features/notifications/inbox-page.tsx';

export const Route = createFileRoute('/_app/inbox')({
  validateSearch: (search: Record<string, unknown>): { show?: 'unread' } =>
    search.show === 'unread' ? { show: 'unread' } : {},
  component: Inbox,
});

function Inbox() {
  const { show } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { notificationId } = useParams({ strict: false });
  return (
    <InboxPage
      filter={show ?? 'all'}
      chosenId={notificationId}
      onFilter={(filter) =>
        void navigate({ to: '/inbox', search: filter === 'unread' ? { show: 'unread' } : {} })
      }
    >
      <Outlet />
    </InboxPage>
  );
}
