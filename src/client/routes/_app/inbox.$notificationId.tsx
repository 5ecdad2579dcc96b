import { createFileRoute } from '@tanstack/react-router';
import { ReadingPane } from '#client/features/notifications/reading-pane.tsx';

export const Route = createFileRoute('/_app/inbox/$notificationId')({ component: Reading });

function Reading() {
  const { notificationId } = Route.useParams();
  const navigate = Route.useNavigate();
  const close = () => void navigate({ to: '/inbox', search: (search) => search });
  return <ReadingPane notificationId={notificationId} onClose={close} />;
}
