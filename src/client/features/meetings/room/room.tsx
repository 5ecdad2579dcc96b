import { NotebookPen, Search, Users } from 'lucide-react';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import type { LiveStatus } from '#client/live/live-status.ts';
import type { ChatMessage, MeetingChatView } from '#client/live/use-meeting-chat.ts';
import { Tabs } from '#client/ui/tabs.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { byId } from '../meeting-people.ts';
import { Notes } from '../notes/notes.tsx';
import type { Attachments } from './attachments.ts';
import { ChatSearch } from './chat-search.tsx';
import { Composer } from './composer.tsx';
import { UnsentDraft } from './unsent-draft.tsx';
import { MessageList } from './message-list.tsx';
import type { Editing, MessageActions } from './message-actions.ts';
import { RoomAnnouncer } from './room-announcer.tsx';
import { authorOf } from './message-key.ts';
import { RoomPeople } from './room-people.tsx';
import { RoomStatus } from './room-status.tsx';
import { TypingLine } from './typing-line.tsx';
import { useReading } from './use-reading.ts';

type Panel = 'people' | 'notes' | 'search';

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
  const { messageId: wanted, onReached } = props;
  const t = useTranslations('room');
  const toast = useToast();
  const failureText = useFailureText();
  const keptUnder = `${ownId}.${meeting.id}`;
  const onSeen = useReading(meeting.id, chat.position);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [panel, setPanel] = useState<Panel>('people');
  const [opened, setOpened] = useState<Panel | null>(null);
  const { messages, participants, status } = chat;
  const editLast = useCallback(() => {
    const own = messages.findLast(
      (message) =>
        message.kind === 'message' &&
        message.state === 'sent' &&
        message.deleted_at === null &&
        authorOf(message) === ownId,
    );
    if (own) setEditing({ messageId: own.id });
  }, [messages, ownId]);
  const [answering, setAnswering] = useState<ChatMessage | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const answer = useCallback((message: ChatMessage) => {
    setAnswering(message);
    field.current?.focus();
  }, []);
  const [target, setTarget] = useState<{ id: string } | null>(null);
  const { loadBackTo } = chat;
  const jumpTo = useCallback(
    async (messageId: string) => {
      try {
        if (await loadBackTo(messageId)) setTarget({ id: messageId });
      } catch (error) {
        toast(failureText(error), 'error');
      }
    },
    [loadBackTo, toast, failureText],
  );
  const reach = useEffectEvent(async (messageId: string) => {
    await jumpTo(messageId);
    onReached();
  });
  const { loaded } = chat;
  useEffect(() => {
    if (wanted !== null && loaded) void reach(wanted);
  }, [wanted, loaded]);
  const everybody = useMemo(
    () => [...byId([...invited, ...participants]).values()],
    [invited, participants],
  );
  const others = useMemo(() => everybody.filter(({ id }) => id !== ownId), [everybody, ownId]);
  const { onEdit } = props;
  const edit = useCallback(
    async (messageId: string, text: string, settle: (isStored: boolean) => void) => {
      // What waits for the connection is kept and stands where it was said.
      setEditing(null);
      try {
        await onEdit(messageId, text);
        settle(true);
        return true;
      } catch (error) {
        // What is kept aside stands among what could not be stored.
        settle(isKeptAside(error));
        if (!isKeptAside(error)) setEditing({ messageId, failure: failureText(error) });
        return false;
      }
    },
    [onEdit, failureText],
  );
  const { onRemove: remove, onReact: react, openFile } = props;
  const { retry, discard, isConnected } = chat;
  const mayDeleteAll = meeting.organizer_id === ownId;
  const actions = useMemo<MessageActions>(
    () => ({
      edit,
      remove,
      retry,
      discard,
      react,
      openFile,
      onReply: answer,
      jumpTo: (messageId) => void jumpTo(messageId),
      editing,
      onEditing: (messageId) => setEditing(messageId === null ? null : { messageId }),
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
      answer,
      jumpTo,
      editing,
      isConnected,
      mayWrite,
      mayDeleteAll,
    ],
  );
  const people = (
    <RoomPeople
      here={participants}
      invited={invited}
      ownId={ownId}
      organizerId={meeting.organizer_id}
      isConnected={chat.isConnected}
    />
  );
  const panels: Record<Panel, ReactNode> = {
    people,
    notes: (
      <div className="flush px-4 py-3">
        <Notes meetingId={meeting.id} ownId={ownId} mayWrite={props.mayWriteNotes} />
      </div>
    ),
    search: (
      <div className="flush px-4 py-3">
        <ChatSearch
          meetingId={meeting.id}
          onChoose={(messageId) => {
            setOpened(null);
            void jumpTo(messageId);
          }}
        />
      </div>
    ),
  };
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
            draftKey={`draft.${keptUnder}`}
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
            <UnsentDraft draftKey={`draft.${keptUnder}`} />
          </div>
        )}
      </section>
      <aside
        aria-label={t(panel)}
        className="hidden w-72 shrink-0 flex-col border-l border-line lg:flex xl:w-80"
      >
        <div className="flex items-center justify-between border-b border-line px-4">
          <Tabs
            label={t('panels')}
            value={panel}
            onChange={setPanel}
            tabs={[
              { value: 'people', label: t('people') },
              { value: 'notes', label: t('notes') },
              { value: 'search', label: t('search') },
            ]}
          />
          <RoomStatus status={status} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">{panels[panel]}</div>
      </aside>
      <Dialog
        open={opened !== null}
        onOpenChange={() => setOpened(null)}
        title={t(opened ?? 'people')}
      >
        <div className="max-h-[70vh] overflow-y-auto pb-2">{panels[opened ?? 'people']}</div>
      </Dialog>
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
