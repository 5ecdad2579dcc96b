import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ShownMeeting, StoredFile } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { type ChatMessage, useMeetingChat } from '#client/live/use-meeting-chat.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { MeetingHeader } from './meeting-header.tsx';
import type { Attachments } from './room/attachments.ts';
import { UnsentDraft } from './room/unsent-draft.tsx';
import { Room } from './room/room.tsx';
import { useMeeting } from './use-meeting.ts';
import { byId, peopleOf } from './meeting-people.ts';

/** What the page brings along of other features. */
interface RoomParts {
  attachments: Attachments;
  /** Shows a file as large as the screen. */
  renderViewer: (file: StoredFile, onClose: () => void) => ReactNode;
  /** The message that one came for, until it was shown. */
  messageId: string | null;
  onReached: () => void;
}

interface RoomPageProps extends RoomParts {
  meetingId: string;
  at: string | null;
}

/** The room of a meeting, for who may be in it. */
export function RoomPage({ meetingId, at, ...parts }: RoomPageProps) {
  const t = useTranslations('room');
  const me = usePerson();
  const { query, meeting, gone, mayEnter, isArchived } = useMeeting(meetingId, at);
  const draft = <UnsentDraft draftKey={`draft.${me.id}.${meetingId}`} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <MeetingHeader meetingId={meetingId} at={at} title={meeting?.title ?? t('chat')} />
      {gone || (meeting && !mayEnter) ? (
        <div role="alert">
          <EmptyState title={t('notIn')} action={draft}>
            {t('notInHint')}
          </EmptyState>
        </div>
      ) : (
        <Loaded
          query={query}
          what={t('notLoaded')}
          skeleton={<SkeletonRows rows={8} label={t('loading')} />}
        >
          {(meeting) => (
            <OpenRoom
              key={meetingId}
              meeting={meeting}
              isArchived={isArchived}
              ownId={me.id}
              {...parts}
            />
          )}
        </Loaded>
      )}
    </div>
  );
}

interface OpenRoomProps extends RoomParts {
  meeting: ShownMeeting;
  isArchived: boolean;
  ownId: string;
}

function OpenRoom(props: OpenRoomProps) {
  const { meeting, isArchived, ownId, attachments, renderViewer, ...reached } = props;
  const t = useTranslations('room');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const chat = useMeetingChat(meeting.id);
  const invited = useMemo(() => peopleOf(meeting, byId(meeting.people)), [meeting]);
  const [opened, setOpened] = useState<StoredFile | null>(null);
  const { mutateAsync: edit } = trpc.meetings.editMessage.useMutation();
  const { mutate: remove } = trpc.meetings.deleteMessage.useMutation({
    onError: (error) => toast(failureText(error), 'error'),
  });
  // The same from one time to the next: each message that is shown has them.
  const onEdit = useCallback(
    async (messageId: string, text: string) => {
      await edit({ messageId, text });
    },
    [edit],
  );
  const onRemove = useCallback((messageId: string) => remove({ messageId }), [remove]);
  const { react } = chat;
  const onReact = useCallback(
    (message: ChatMessage, emoji: string) => {
      const said = message.reactions.find((reaction) => reaction.emoji === emoji);
      react(message.id, emoji, !said?.user_ids.includes(ownId)).catch((error: unknown) =>
        toast(failureText(error), 'error'),
      );
    },
    [react, ownId, toast, failureText],
  );
  // The server shut the door: the meeting itself tells why.
  const shut = chat.status.state === 'closed';
  useEffect(() => {
    if (shut) void utils.meetings.occurrence.invalidate({ meetingId: meeting.id });
  }, [shut, utils, meeting.id]);
  const { notesPosition } = chat;
  useEffect(() => {
    if (notesPosition >= 0) void utils.meetings.notes.list.invalidate({ meetingId: meeting.id });
  }, [notesPosition, utils, meeting.id]);
  const isCancelled = meeting.status === 'cancelled';
  return (
    <>
      {isCancelled && (
        <p className="border-b border-line bg-danger-soft px-4 py-1.5 text-list text-danger md:px-6">
          {t('cancelled')}
        </p>
      )}
      {isArchived && !isCancelled && (
        <p className="border-b border-line bg-sunken px-4 py-1.5 text-list md:px-6">
          {t('archived')}
        </p>
      )}
      <Room
        meeting={meeting}
        mayWrite={!isCancelled && !isArchived}
        mayWriteNotes={!isArchived}
        {...reached}
        invited={invited}
        ownId={ownId}
        chat={chat}
        onEdit={onEdit}
        attachments={attachments}
        openFile={setOpened}
        onReact={onReact}
        onRemove={onRemove}
      />
      {opened && renderViewer(opened, () => setOpened(null))}
    </>
  );
}
