import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { InboxPage } from '#client/features/notifications/inbox-page.tsx';

const shown = ['unread', 'mentions', 'snoozed', 'archived'] as const;
type Shown = (typeof shown)[number];

export const Route = createFileRoute('/_app/inbox')({
  validateSearch: (search: Record<string, unknown>): { show?: Shown } => {
    const show = shown.find((filter) => filter === search.show);
    return show ? { show } : {};
  },
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
        void navigate({ to: '/inbox', search: filter === 'all' ? {} : { show: filter } })
      }
    >
      <Outlet />
    </InboxPage>
  );
}
