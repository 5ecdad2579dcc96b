import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { isFromOthers, messageKey } from './message-key.ts';

/** Messages that come within this of each other are said together. */
const gatherMs = 1_000;

interface RoomAnnouncerProps {
  messages: readonly ChatMessage[];
  ownId: string;
}

/** Says what comes to those who do not see the list, politely, and many at once as a number. */
export function RoomAnnouncer({ messages, ownId }: RoomAnnouncerProps) {
  const t = useTranslations('room');
  const [said, setSaid] = useState('');
  const known = useRef<string | null>(null);
  const waiting = useRef<ChatMessage[]>([]);
  const last = messages.at(-1);
  const lastKey = last ? messageKey(last) : null;
  useEffect(() => {
    const from = known.current;
    known.current = lastKey;
    // What was there when the page opened is no news.
    if (from === null || lastKey === null || lastKey === from) return;
    const at = messages.findLastIndex((message) => messageKey(message) === from);
    if (at < 0) return;
    const fresh = messages.slice(at + 1).filter((message) => isFromOthers(message, ownId));
    if (fresh.length === 0) return;
    if (waiting.current.length === 0) {
      setTimeout(() => {
        const [first, ...more] = waiting.current.splice(0);
        if (!first) return;
        setSaid(
          more.length > 0
            ? t('announceMany', { count: more.length + 1 })
            : t('announce', { name: first.user?.name ?? t('someone'), text: first.text }),
        );
      }, gatherMs);
    }
    waiting.current.push(...fresh);
  }, [messages, lastKey, ownId, t]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
