import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { EmojiChoice } from './emoji-choice.tsx';
import type { MessageActions } from './message-actions.ts';

interface MessageToolbarProps {
  message: ChatMessage;
  own: boolean;
  actions: MessageActions;
}

/** In the place of the button that was pressed, which is gone. */
const focusIt = (button: HTMLButtonElement | null) => button?.focus();

/** What can be done with a message, beside it while it is pointed at or has the focus. */
export function MessageToolbar({ message, own, actions }: MessageToolbarProps) {
  const t = useTranslations('room');
  const [asking, setAsking] = useState<'delete' | 'emoji' | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const { mayWrite, mayDeleteAll } = actions;
  const close = () => {
    setAsking(null);
    // By keyboard one goes on from the message.
    group.current?.closest('article')?.focus({ preventScroll: true });
  };
  const tools = [
    { label: t('react'), icon: SmilePlus, run: () => setAsking('emoji'), shown: mayWrite },
    { label: t('reply'), icon: Reply, run: () => actions.onReply(message), shown: mayWrite },
    {
      label: t('edit'),
      icon: Pencil,
      run: () => actions.onEditing(message.id),
      shown: own && mayWrite,
    },
    {
      label: t('delete'),
      icon: Trash2,
      run: () => setAsking('delete'),
      shown: own || mayDeleteAll,
    },
  ].filter(({ shown }) => shown);
  if (tools.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx_a11y/no-noninteractive-element-interactions -- What was asked is given up wherever in it the focus was.
    <div
      ref={group}
      role="group"
      aria-label={t('actions')}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setAsking(null);
      }}
      className={classNames(
        'absolute -top-3 right-4 z-10 pointer-coarse:-top-8 flex rounded-md border border-line bg-raised md:right-6',
        // Not only unseen: a finger must not meet what it cannot see.
        asking === null && 'invisible group-focus-within:visible group-hover:visible',
      )}
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
            onClick={() => {
              close();
              actions.remove(message.id);
            }}
            className="target px-3 text-list font-semibold text-danger"
          >
            {t('reallyDelete', { files: message.file_ids.length })}
          </button>
          <button
            ref={focusIt}
            type="button"
            onClick={close}
            className="target px-3 text-list text-quiet"
          >
            {t('keep')}
          </button>
        </>
      ) : (
        tools.map(({ label, icon: Icon, run }) => (
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
