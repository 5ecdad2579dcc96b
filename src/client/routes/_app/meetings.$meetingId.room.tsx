import { createFileRoute } from '@tanstack/react-router';
import { RoomPage } from '#client/features/meetings/room-page.tsx';

export const Route = createFileRoute('/_app/meetings/$meetingId/room')({ component: MeetingRoom });

function MeetingRoom() {
  const { meetingId } = Route.useParams();
  return <RoomPage meetingId={meetingId} />;
}
