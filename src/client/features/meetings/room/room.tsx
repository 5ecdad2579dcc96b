import { NotebookPen, Search, Users } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import type { LiveStatus } from '#client/live/live-status.ts';
import type { ChatMessage, MeetingChatView } from '#client/live/use-meeting-chat.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { byId } from '../meeting-people.ts';
import type { Attachments } from './attachments.ts';
import { Composer } from './composer.tsx';
import type { MessageActions } from './message-actions.ts';
import { MessageList } from './message-list.tsx';
import { RoomAnnouncer } from './room-announcer.tsx';
import { type Panel, RoomPanels } from './room-panels.tsx';
import { RoomStatus } from './room-status.tsx';
import { TypingLine } from './typing-line.tsx';
import { UnsentDraft } from './unsent-draft.tsx';
import { useEditing } from './use-editing.ts';
import { useReading } from './use-reading.ts';
import { useTarget } from './use-target.ts';

interface RoomProps {
  meeting: { id: string; title: string; organizer_id: string };
  /** Of a meeting that was cancelled, or whose project is in the archive, what was said is read. */
  mayWrite: boolean;
  mayWriteNotes: boolean;
  invited: readonly Person[];
  ownId: string;
  chat: MeetingChatView;
  /** Rejects where the server did not take it. */
  onEdit: (messageId: string, text: string) => Promise<void>;
  onRemove: MessageActions['remove'];
  onReact: MessageActions['react'];
  attachments: Attachments;
  openFile: MessageActions['openFile'];
  /** The message that one came for, until it was shown. */
  messageId: string | null;
  onReached: () => void;
}

/** The room: the chat in the middle, who is here on the right, on a phone behind a button. */
export function Room(props: RoomProps) {
  const { meeting, mayWrite, invited, ownId, chat, attachments } = props;
  const t = useTranslations('room');
  const [opened, setOpened] = useState<Panel | null>(null);
  const { messages, participants, status } = chat;
  const onSeen = useReading(meeting.id, chat.position);
  const { target, jumpTo } = useTarget(chat, props);
  const { editing, onEditing, edit, editLast } = useEditing(messages, ownId, props.onEdit);
  const [answering, setAnswering] = useState<ChatMessage | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const onReply = useCallback((message: ChatMessage) => {
    setAnswering(message);
    field.current?.focus();
  }, []);
  const everybody = useMemo(
    () => [...byId([...invited, ...participants]).values()],
    [invited, participants],
  );
  const others = useMemo(() => everybody.filter(({ id }) => id !== ownId), [everybody, ownId]);
  const { onRemove: remove, onReact: react, openFile } = props;
  const { retry, discard, isConnected } = chat;
  const mayDeleteAll = meeting.organizer_id === ownId;
  // The same from one time to the next: each message that is shown has them.
  const actions = useMemo<MessageActions>(
    () => ({
      edit,
      remove,
      retry,
      discard,
      react,
      openFile,
      onReply,
      jumpTo,
      editing,
      onEditing,
      isConnected,
      mayWrite,
      mayDeleteAll,
    }),
    [
      edit,
      remove,
      retry,
      discard,
      react,
      openFile,
      onReply,
      jumpTo,
      editing,
      onEditing,
      isConnected,
      mayWrite,
      mayDeleteAll,
    ],
  );
  const draftKey = `draft.${ownId}.${meeting.id}`;
  return (
    <div className="flex min-h-0 flex-1">
      <section
        aria-label={t('chat')}
        {...(mayWrite && attachments.drop.props)}
        className="relative flex min-w-0 flex-1 flex-col"
      >
        {mayWrite && attachments.drop.isOver && (
          <p className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft font-semibold text-accent">
            {t('dropHere')}
          </p>
        )}
        <div className="flex items-center justify-between border-b border-line px-4 py-1 lg:hidden">
          <RoomStatus status={status} />
          <span className="flex">
            <IconButton label={t('search')} onClick={() => setOpened('search')}>
              <Search size={16} aria-hidden />
            </IconButton>
            <Button tone="quiet" onClick={() => setOpened('notes')}>
              <NotebookPen size={16} aria-hidden />
              {t('notes')}
            </Button>
            <Button tone="quiet" className="-mr-3" onClick={() => setOpened('people')}>
              <Users size={16} aria-hidden />
              {t('hereCount', { count: participants.length })}
            </Button>
          </span>
        </div>
        {chat.loaded ? (
          <MessageList
            messages={messages}
            ownId={ownId}
            hasEarlier={chat.hasEarlier}
            loadEarlier={chat.loadEarlier}
            unread={chat.unread}
            onSeen={onSeen}
            target={target}
            people={everybody}
            actions={actions}
            empty={<EmptyState title={t('empty')}>{mayWrite && t('emptyHint')}</EmptyState>}
          />
        ) : (
          <div className="min-h-0 flex-1 overflow-hidden">
            <SkeletonRows rows={8} label={t('loading')} />
          </div>
        )}
        <RoomAnnouncer messages={messages} ownId={ownId} />
        <LossNotice status={status} />
        {mayWrite ? (
          <Composer
            draftKey={draftKey}
            meetingTitle={meeting.title}
            answering={answering}
            onAnswering={setAnswering}
            people={others}
            fieldRef={field}
            attachments={attachments}
            onSend={chat.sendMessage}
            onTyping={chat.setTyping}
            onEditLast={editLast}
            typing={<TypingLine people={chat.typing} />}
          />
        ) : (
          <div className="border-t border-line px-4 py-3 empty:hidden md:px-6">
            <UnsentDraft draftKey={draftKey} />
          </div>
        )}
      </section>
      <RoomPanels
        meeting={meeting}
        invited={invited}
        ownId={ownId}
        mayWriteNotes={props.mayWriteNotes}
        chat={chat}
        jumpTo={jumpTo}
        opened={opened}
        onOpened={setOpened}
      />
    </div>
  );
}

/** While the connection is lost: what one writes is kept, and that it is. */
function LossNotice({ status }: { status: LiveStatus }) {
  const t = useTranslations('room');
  const lost = status.state === 'stale' || status.state === 'offline';
  return (
    <div role="status">
      {lost && (
        <p className="border-t border-line bg-warn-soft px-4 py-1.5 text-list text-warn md:px-6">
          {t('lost')}
        </p>
      )}
    </div>
  );
}
