import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { firstData } from '#client/app/first-data.ts';
import { usePerson } from '#client/app/person.ts';
import { useAttachments } from '#client/features/files/uploads/use-attachments.ts';
import { atOf } from '#client/features/meetings/meeting-phase.ts';
import { RoomPage } from '#client/features/meetings/room-page.tsx';
import { beginMeetingChat } from '#client/live/begin-meeting-chat.ts';

/* Only once somebody looks at a file. */
const FileViewer = lazy(async () => ({
  default: (await import('#client/features/files/file-viewer.tsx')).FileViewer,
}));

export const Route = createFileRoute('/_app/meetings/$meetingId/room')({
  validateSearch: (search: Record<string, unknown>) => ({ ...atOf(search), ...messageOf(search) }),
  loaderDeps: ({ search: { at } }) => ({ at: at ?? null }),
  loader: ({ context: { services }, params: { meetingId }, deps: { at }, cause }) => {
    // Who only points at a link is not in the room.
    if (cause !== 'preload') services.live.meetings(beginMeetingChat).get(meetingId);
    return firstData([services.utils.meetings.occurrence.prefetch({ meetingId, occurrence: at })]);
  },
  // The chat, which it begins, is not for the first file that every page loads.
  codeSplitGroupings: [['loader', 'component']],
  component: MeetingRoom,
});

function MeetingRoom() {
  const { meetingId } = Route.useParams();
  const { at, message } = Route.useSearch();
  const navigate = Route.useNavigate();
  const me = usePerson();
  const attachments = useAttachments(meetingId, `ecosystia.attached.${me.id}.${meetingId}`);
  return (
    <RoomPage
      meetingId={meetingId}
      at={at ?? null}
      messageId={message ?? null}
      // Once it was shown the address is the room's again: the same message can be gone to anew.
      onReached={() => void navigate({ search: ({ message: _, ...rest }) => rest, replace: true })}
      attachments={attachments}
      renderViewer={(file, onClose) => (
        <Suspense>
          <FileViewer file={file} open onClose={onClose} />
        </Suspense>
      )}
    />
  );
}

/** The message that an address leads to. */
function messageOf({ message }: Record<string, unknown>): { message?: string } {
  return typeof message === 'string' && message !== '' ? { message } : {};
}
