import { useEffect, useState } from 'react';
import type { ChatMessage } from '#client/live/chat-state.ts';
import { authorOf, isFromOthers, messageKey } from './message-key.ts';
import { usePageVisible } from './use-page-visible.ts';

interface UseUnseenOptions {
  messages: readonly ChatMessage[];
  ownId: string;
  atEnd: boolean;
  lastSeen: string | null;
  onSeen: (key: string) => void;
}

/** What came while one was not looking: how much, and where it begins. */
export function useUnseen({ messages, ownId, atEnd, lastSeen, onSeen }: UseUnseenOptions) {
  const looking = usePageVisible() && atEnd;
  const [seen, setSeen] = useState(lastSeen);
  const [firstUnseen, setFirstUnseen] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const unseen = unseenAfter(messages, seen, ownId);
  const first = unseen[0];
  const last = messages.at(-1);
  const lastKey = last ? messageKey(last) : null;

  // While one looks, the mark stays where it was: what comes is seen as it comes. What one writes
  // oneself says that everything above was read.
  if (!opened && lastKey !== null) {
    setOpened(true);
    if (first) setFirstUnseen(messageKey(first));
  } else if (!looking && first && messageKey(first) !== firstUnseen) {
    setFirstUnseen(messageKey(first));
  } else if (firstUnseen !== null && last?.kind === 'message' && authorOf(last) === ownId) {
    setFirstUnseen(null);
    setSeen(lastKey);
  }

  useEffect(() => {
    if (!looking || lastKey === null) return;
    setSeen(lastKey);
    onSeen(lastKey);
  }, [looking, lastKey, onSeen]);

  return { firstUnseen, unseenCount: unseen.length };
}

/** What others wrote after the last that was seen; nothing where nothing was ever seen. */
export function unseenAfter(
  messages: readonly ChatMessage[],
  seen: string | null,
  ownId: string,
): ChatMessage[] {
  if (seen === null) return [];
  const at = messages.findLastIndex((message) => messageKey(message) === seen);
  return messages.slice(at + 1).filter((message) => isFromOthers(message, ownId));
}
