import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { commonEmojis, oneEmoji } from '#domain/meetings/emoji.ts';

interface EmojiChoiceProps {
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

/** The usual signs, and a field for any other: the system's own keyboard knows them all. */
export function EmojiChoice({ onChoose, onClose }: EmojiChoiceProps) {
  const t = useTranslations('room');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    // oxlint-disable-next-line jsx_a11y/no-static-element-interactions -- Esc closes it wherever in it the focus is.
    <span className="flex items-center" onKeyDown={onKeyDown}>
      {commonEmojis.map((emoji, index) => (
        <button
          key={emoji}
          ref={index === 0 ? first : undefined}
          type="button"
          aria-label={t('reactWith', { emoji })}
          onClick={() => onChoose(emoji)}
          className="target-square rounded-md text-base hover:bg-sunken"
        >
          {emoji}
        </button>
      ))}
      <input
        aria-label={t('otherEmoji')}
        title={t('otherEmojiHint')}
        placeholder="…"
        maxLength={40}
        autoComplete="off"
        onChange={({ currentTarget }) => {
          const said = currentTarget.value.trim();
          if (oneEmoji.test(said)) onChoose(said);
          // Letters are no emoji; the next try begins anew.
          else if (/[\p{L}\p{N}]/u.test(said)) currentTarget.value = '';
        }}
        className="mx-1 size-8 rounded-sm border border-line bg-surface text-center text-list"
      />
    </span>
  );
}
