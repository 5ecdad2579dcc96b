import { Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LiveStatus } from '#client/live/live-status.ts';
import type { ChatPerson, MeetingChatView } from '#client/live/use-meeting-chat.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { MessageActions } from './message-row.tsx';
import { RoomAnnouncer } from './room-announcer.tsx';
import { authorOf } from './message-key.ts';
import { RoomPeople } from './room-people.tsx';
import { RoomStatus } from './room-status.tsx';
import { TypingLine } from './typing-line.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';

interface RoomProps {
  meeting: { id: string; title: string; organizer_id: string };
  invited: readonly ChatPerson[];
  ownId: string;
  chat: MeetingChatView;
  onEdit: MessageActions['edit'];
  onRemove: MessageActions['remove'];
}

/** The room: the chat in the middle, who is here on the right, on a phone behind a button. */
export function Room({ meeting, invited, ownId, chat, onEdit, onRemove }: RoomProps) {
  const t = useTranslations('room');
  const keptUnder = `${ownId}.${meeting.id}`;
  const [seen, keepSeen] = useKeptText(`ecosystia.seen.${keptUnder}`);
  // As it was when one came: what is seen from now on does not move the mark.
  const [lastSeen] = useState(seen === '' ? null : seen);
  const [editing, setEditing] = useState<string | null>(null);
  const [peopleOpen, setPeopleOpen] = useState(false);
  const { messages, participants, status } = chat;
  const editLast = useCallback(() => {
    const own = messages.findLast(
      (message) =>
        message.kind === 'message' &&
        message.state === 'sent' &&
        message.deleted_at === null &&
        authorOf(message) === ownId,
    );
    if (own) setEditing(own.id);
  }, [messages, ownId]);
  const people = (
    <RoomPeople
      here={participants}
      invited={invited}
      ownId={ownId}
      organizerId={meeting.organizer_id}
      isConnected={chat.isConnected}
    />
  );
  return (
    <div className="flex min-h-0 flex-1">
      <section aria-label={t('chat')} className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-center justify-between border-b border-line px-4 py-1 lg:hidden">
          <RoomStatus status={status} />
          <Button tone="quiet" className="-mr-3" onClick={() => setPeopleOpen(true)}>
            <Users size={16} aria-hidden />
            {t('hereCount', { count: participants.length })}
          </Button>
        </div>
        {chat.loaded ? (
          <MessageList
            messages={messages}
            ownId={ownId}
            hasEarlier={chat.hasEarlier}
            loadEarlier={chat.loadEarlier}
            lastSeen={lastSeen}
            onSeen={keepSeen}
            actions={{
              edit: onEdit,
              remove: onRemove,
              retry: chat.retry,
              discard: chat.discard,
              editing,
              onEditing: setEditing,
              isConnected: chat.isConnected,
            }}
            empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
          />
        ) : (
          <div className="min-h-0 flex-1 overflow-hidden">
            <SkeletonRows rows={8} label={t('loading')} />
          </div>
        )}
        <RoomAnnouncer messages={messages} ownId={ownId} />
        <LossNotice status={status} />
        <Composer
          draftKey={`ecosystia.draft.${keptUnder}`}
          meetingTitle={meeting.title}
          onSend={chat.sendMessage}
          onTyping={chat.setTyping}
          onEditLast={editLast}
          typing={<TypingLine people={chat.typing} />}
        />
      </section>
      <aside
        aria-label={t('people')}
        className="hidden w-60 shrink-0 overflow-y-auto border-l border-line lg:block"
      >
        <RoomStatus status={status} className="px-4 pt-3" />
        {people}
      </aside>
      <Dialog open={peopleOpen} onOpenChange={setPeopleOpen} title={t('people')}>
        <div className="max-h-[60vh] overflow-y-auto pb-2">{people}</div>
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
