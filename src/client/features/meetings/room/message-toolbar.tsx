import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { EmojiChoice } from './emoji-choice.tsx';
import type { MessageActions } from './message-actions.ts';

interface MessageToolbarProps {
  message: ChatMessage;
  own: boolean;
  actions: MessageActions;
}

/** What can be done with a message, beside it while it is pointed at or has the focus. */
export function MessageToolbar({ message, own, actions }: MessageToolbarProps) {
  const t = useTranslations('room');
  const [asking, setAsking] = useState<'delete' | 'emoji' | null>(null);
  const close = () => setAsking(null);
  const tools = [
    { label: t('react'), icon: SmilePlus, run: () => setAsking('emoji'), shown: true },
    { label: t('reply'), icon: Reply, run: () => actions.onReply(message), shown: true },
    { label: t('edit'), icon: Pencil, run: () => actions.onEditing(message.id), shown: own },
    { label: t('delete'), icon: Trash2, run: () => setAsking('delete'), shown: own },
  ];
  return (
    <div
      role="group"
      aria-label={t('actions')}
      className="absolute -top-3 right-4 z-10 flex rounded-md border border-line bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 md:right-6"
    >
      {asking === 'emoji' ? (
        <EmojiChoice
          onChoose={(emoji) => {
            actions.react(message, emoji);
            close();
          }}
          onClose={close}
        />
      ) : asking === 'delete' ? (
        <>
          <button
            type="button"
            onClick={() => actions.remove(message.id)}
            className="target px-3 text-list font-semibold text-danger"
          >
            {t('reallyDelete', { files: message.file_ids.length })}
          </button>
          <button type="button" onClick={close} className="target px-3 text-list text-quiet">
            {t('keep')}
          </button>
        </>
      ) : (
        tools
          .filter(({ shown }) => shown)
          .map(({ label, icon: Icon, run }) => (
            <Tooltip key={label} text={label}>
              <IconButton label={label} onClick={run}>
                <Icon size={15} aria-hidden />
              </IconButton>
            </Tooltip>
          ))
      )}
    </div>
  );
}
