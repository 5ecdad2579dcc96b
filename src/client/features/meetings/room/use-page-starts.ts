import { useState } from 'react';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { messageKey } from './message-key.ts';

/** The keys of messages that were, at some time, the first of those loaded. */
export function usePageStarts(
  messages: readonly ChatMessage[],
  hasEarlier: boolean,
): ReadonlySet<string> {
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const first = messages[0];
  if (!first || !hasEarlier || known.has(messageKey(first))) return known;
  const more = new Set(known).add(messageKey(first));
  setKnown(more);
  return more;
}
