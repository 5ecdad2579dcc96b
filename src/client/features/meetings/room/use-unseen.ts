import { useEffect, useState } from 'react';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { isFromOthers, messageKey } from './message-key.ts';
import { usePageVisible } from './use-page-visible.ts';

interface UseUnseenOptions {
  messages: readonly ChatMessage[];
  ownId: string;
  atEnd: boolean;
  /** The first message that was unread when one came. */
  firstUnread: string | null;
  /** Called when something of others was seen. */
  onSeen: () => void;
}

/** What came while one was not looking: how much, and where it begins. */
export function useUnseen({ messages, ownId, atEnd, firstUnread, onSeen }: UseUnseenOptions) {
  const looking = usePageVisible() && atEnd;
  const last = messages.at(-1);
  const lastKey = last ? messageKey(last) : null;
  // What was there when one came is told by `firstUnread`.
  const [seen, setSeen] = useState(lastKey);
  const [firstUnseen, setFirstUnseen] = useState(firstUnread);
  const unseen = unseenAfter(messages, seen, ownId);
  const first = unseen[0];

  // While one looks, the mark stays where it was: what comes is seen as it comes. What one writes
  // oneself says that everything above was read.
  if (!looking && first && first.id !== firstUnseen) {
    setFirstUnseen(first.id);
  } else if (firstUnseen !== null && last?.state === 'sending') {
    setFirstUnseen(null);
    setSeen(lastKey);
  }

  useEffect(() => {
    if (looking) setSeen(lastKey);
  }, [looking, lastKey]);

  const lastOfOthers = messages.findLast((message) => isFromOthers(message, ownId))?.id;
  useEffect(() => {
    if (looking && lastOfOthers !== undefined) onSeen();
  }, [looking, lastOfOthers, onSeen]);

  return { firstUnseen, unseenCount: unseen.length };
}

/** What others wrote after the last that was seen. */
function unseenAfter(
  messages: readonly ChatMessage[],
  seen: string | null,
  ownId: string,
): ChatMessage[] {
  const at = messages.findLastIndex((message) => messageKey(message) === seen);
  return messages.slice(at + 1).filter((message) => isFromOthers(message, ownId));
}
