import { createFileRoute } from '@tanstack/react-router';
import { MeetingPage } from '#client/features/meetings/meeting-page.tsx';

export const Route = createFileRoute('/_app/meetings/$meetingId/')({ component: Details });

function Details() {
  const { meetingId } = Route.useParams();
  return <MeetingPage meetingId={meetingId} />;
}
