import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import type { MeetingChatView } from '#client/live/use-meeting-chat.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { Notes } from '../notes/notes.tsx';
import { ChatSearch } from './chat-search.tsx';
import { RoomPeople } from './room-people.tsx';
import { RoomStatus } from './room-status.tsx';

const panels = ['people', 'notes', 'search'] as const;
export type Panel = (typeof panels)[number];

interface RoomPanelsProps {
  meeting: { id: string; organizer_id: string };
  invited: readonly Person[];
  ownId: string;
  mayWriteNotes: boolean;
  chat: Pick<MeetingChatView, 'participants' | 'isConnected' | 'status'>;
  /** Brings a message into sight that was found. */
  jumpTo: (messageId: string) => void;
  /** The panel that stands over the chat, where there is no room beside it. */
  opened: Panel | null;
  onOpened: (panel: Panel | null) => void;
}

/** What is beside the chat: who is here, notes and the search; on a phone over it. */
export function RoomPanels(props: RoomPanelsProps) {
  const { meeting, invited, ownId, mayWriteNotes, chat, jumpTo, opened, onOpened } = props;
  const t = useTranslations('room');
  const [shown, setShown] = useState<Panel>('people');
  const contents: Record<Panel, ReactNode> = {
    people: (
      <RoomPeople
        here={chat.participants}
        invited={invited}
        ownId={ownId}
        organizerId={meeting.organizer_id}
        isConnected={chat.isConnected}
      />
    ),
    notes: (
      <div className="flush px-4 py-3">
        <Notes meetingId={meeting.id} ownId={ownId} mayWrite={mayWriteNotes} />
      </div>
    ),
    search: (
      <div className="flush px-4 py-3">
        <ChatSearch
          meetingId={meeting.id}
          onChoose={(messageId) => {
            onOpened(null);
            jumpTo(messageId);
          }}
        />
      </div>
    ),
  };
  return (
    <>
      <aside
        aria-label={t(shown)}
        className="hidden w-72 shrink-0 flex-col border-l border-line lg:flex xl:w-80"
      >
        <div className="flex items-center justify-between border-b border-line px-4">
          <Tabs
            label={t('panels')}
            value={shown}
            onChange={setShown}
            tabs={panels.map((panel) => ({ value: panel, label: t(panel) }))}
          />
          <RoomStatus status={chat.status} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">{contents[shown]}</div>
      </aside>
      <Dialog
        open={opened !== null}
        onOpenChange={() => onOpened(null)}
        title={t(opened ?? 'people')}
      >
        <div className="max-h-[70vh] overflow-y-auto pb-2">{contents[opened ?? 'people']}</div>
      </Dialog>
    </>
  );
}
