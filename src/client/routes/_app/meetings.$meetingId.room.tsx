import { createFileRoute } from '@tanstack/react-router';
import { atOf } from '#client/features/meetings/meeting-phase.ts';
import { RoomPage } from '#client/features/meetings/room-page.tsx';

export const Route = createFileRoute('/_app/meetings/$meetingId/room')({
  validateSearch: atOf,
  component: MeetingRoom,
});

function MeetingRoom() {
  const { meetingId } = Route.useParams();
  const { at } = Route.useSearch();
  return <RoomPage meetingId={meetingId} at={at ?? null} />;
}
