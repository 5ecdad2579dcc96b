import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';

/** What one message may hold; the domain's own limit. */
const maxLength = 4000;
/** From here on it says how much is left. */
const tellFrom = maxLength - 400;

interface ComposerProps {
  /** Under which the draft is kept. */
  draftKey: string;
  meetingTitle: string;
  onSend: (text: string) => void;
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
  onSend,
  onTyping,
  onEditLast,
  typing,
}: ComposerProps) {
  const t = useTranslations('room');
  const [text, setText] = useKeptText(draftKey);
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const left = maxLength - text.length;
  const sendable = text.trim() !== '' && left >= 0;
  const send = () => {
    if (!sendable) return;
    onSend(text.trim());
    setText('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a word in a Japanese keyboard sends nothing.
    if (event.nativeEvent.isComposing) return;
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
      <div className="flex items-end gap-2">
        <GrowingField
          ref={field}
          label={t('write', { title: meetingTitle })}
          placeholder={t('placeholder')}
          describedBy={hintId}
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

function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
