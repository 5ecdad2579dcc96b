import { CornerUpRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { trpc } from '#client/api/trpc.ts';
import type { StoredMessage } from '#client/live/chat-state.ts';

interface QuoteProps {
  meetingId: string;
  messageId: string;
  /** Where it is among those that are loaded. */
  known: StoredMessage | undefined;
  onJump: () => void;
}

/** The message that another one answers: one line of it, which leads there. */
export function Quote({ meetingId, messageId, known, onJump }: QuoteProps) {
  const t = useTranslations('room');
  const asked = trpc.meetings.message.useQuery(
    { meetingId, messageId },
    { enabled: !known, staleTime: 60_000 },
  );
  const message = known ?? asked.data ?? undefined;
  const name = message?.user?.name ?? t('someone');
  const isGone = asked.data === null || (message !== undefined && message.deleted_at !== null);
  const text = message ? saidIn(message, t('justFiles')) : '…';
  return (
    <button
      type="button"
      onClick={onJump}
      disabled={isGone}
      className="flex h-6 max-w-full min-w-0 items-center gap-1.5 text-small text-quiet enabled:hover:text-text pointer-coarse:h-9"
    >
      <CornerUpRight size={14} aria-hidden className="shrink-0" />
      {isGone ? (
        <span className="truncate italic">{t('quoteGone')}</span>
      ) : (
        <>
          <span className="sr-only">{t('quoteOf')} </span>
          <span className="shrink-0 font-semibold">{message ? name : ''}</span>
          <span className="truncate">{text}</span>
        </>
      )}
    </button>
  );
}

/** In one line; of a message without a word, that it has files. */
export function saidIn({ text }: Pick<StoredMessage, 'text'>, otherwise: string): string {
  const line = withoutMentionIds(text).replaceAll(/\s+/gu, ' ').trim();
  return line === '' ? otherwise : line.slice(0, 200);
}
