import { createFileRoute } from '@tanstack/react-router';
import { atOf } from '#client/features/meetings/meeting-phase.ts';
import { MeetingPage } from '#client/features/meetings/meeting-page.tsx';

export const Route = createFileRoute('/_app/meetings/$meetingId/')({
  validateSearch: atOf,
  component: Details,
});

function Details() {
  const { meetingId } = Route.useParams();
  const { at } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MeetingPage
      meetingId={meetingId}
      at={at ?? null}
      onMoved={(movedId) =>
        void navigate({ to: '/meetings/$meetingId', params: { meetingId: movedId } })
      }
    />
  );
}
