import { Paperclip, SendHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import type { NewMessage } from '#client/live/chat-state.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { MentionField } from '#client/ui/mention-field.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import type { Attachments } from './attachments.ts';
import { ComposerFiles } from './composer-files.tsx';
import { saidIn } from './quote.tsx';

/** What one message may hold; the domain's own limit. */
const maxLength = 4000;
/** From here on it says how much is left. */
const tellFrom = maxLength - 400;

interface ComposerProps {
  /** Under which the draft is kept. */
  draftKey: string;
  meetingTitle: string;
  /** The message that one answers. */
  answering: ChatMessage | null;
  onAnswering: (message: ChatMessage | null) => void;
  /** Whom one may mention. */
  people: readonly Person[];
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  attachments: Attachments;
  onSend: (text: string, links: Omit<NewMessage, 'text'>) => void;
  onTyping: () => void;
  /** The arrow up in an empty field: back to what one wrote last. */
  onEditLast: () => void;
  /** Who is typing; it has its line whether somebody is or not. */
  typing: ReactNode;
}

/** Where one writes. Enter sends, Shift+Enter begins a line; under a finger Enter begins one too. */
export function Composer({
  draftKey,
  meetingTitle,
  answering,
  onAnswering,
  people,
  fieldRef: field,
  attachments,
  onSend,
  onTyping,
  onEditLast,
  typing,
}: ComposerProps) {
  const t = useTranslations('room');
  const [text, setText] = useKeptText(draftKey);
  const hintId = useId();
  const left = maxLength - text.length;
  const { fileIds, sending } = attachments;
  // What cannot be sent does not hold up the rest; what is on its way is waited for.
  const isWaiting = sending.some(({ problem }) => problem === null);
  const isSaid = text.trim() !== '' || fileIds.length > 0;
  const sendable = isSaid && left >= 0 && !isWaiting;
  const send = () => {
    if (!sendable) return;
    onSend(text.trim(), { replyToId: answering?.id ?? null, fileIds });
    attachments.clear();
    setText('');
    onAnswering(null);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a word in a Japanese keyboard sends nothing.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && answering) {
      event.preventDefault();
      onAnswering(null);
    }
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    }
    if (event.key !== 'Enter' || event.shiftKey || isTouch()) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="border-t border-line px-4 pt-2 pb-1 md:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {answering && (
        <p className="flex items-center gap-2 pb-1 text-small text-quiet">
          <span className="min-w-0 flex-1 truncate border-l-2 border-accent pl-2">
            {t.rich('answering', {
              name: answering.user?.name ?? t('someone'),
              text: saidIn(answering, t('justFiles')),
              b: bold,
            })}
          </span>
          <IconButton label={t('answerNobody')} onClick={() => onAnswering(null)}>
            <X size={15} aria-hidden />
          </IconButton>
        </p>
      )}
      <ComposerFiles attachments={attachments} />
      <div className="flex items-end gap-2">
        <input {...attachments.picker.props} multiple aria-label={t('attach')} />
        <IconButton
          label={t('attach')}
          disabled={attachments.isFull}
          onClick={attachments.picker.open}
          className="min-h-9.5"
        >
          <Paperclip size={18} aria-hidden />
        </IconButton>
        <MentionField
          ref={field}
          label={t('write', { title: meetingTitle })}
          placeholder={t('placeholder')}
          describedBy={hintId}
          people={people}
          value={text}
          onChange={(next) => {
            setText(next);
            if (next.trim() !== '') onTyping();
          }}
          onKeyDown={onKeyDown}
        />
        <Button
          type="submit"
          tone="primary"
          disabled={!sendable}
          focusableWhenDisabled
          className="min-h-9.5"
        >
          <SendHorizontal size={16} aria-hidden />
          <span className="max-sm:sr-only">{t('send')}</span>
        </Button>
      </div>
      <div className="flex h-5 items-center justify-between gap-4 text-small text-quiet">
        {typing}
        <span id={hintId} className="shrink-0">
          {text.length >= tellFrom ? (
            <span className={left < 0 ? 'text-danger' : undefined}>
              {t('charactersLeft', { count: left })}
            </span>
          ) : (
            <span className="pointer-coarse:hidden max-sm:hidden">{t('sendHint')}</span>
          )}
        </span>
      </div>
    </form>
  );
}

function bold(name: ReactNode): ReactNode {
  return <span className="font-semibold text-text">{name}</span>;
}

function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
