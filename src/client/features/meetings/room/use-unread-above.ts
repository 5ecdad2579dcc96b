import { useEffect, useState } from 'react';
import type { ChatItem } from './chat-items.ts';

interface UseUnreadAboveOptions {
  firstUnseen: string | null;
  firstUnread: string | null;
  items: readonly ChatItem[];
  /** The index of the first row that is in the page. */
  firstShown: number | undefined;
}

/** Whether what was unread when one came begins above what one sees, and was not gone to yet. */
export function useUnreadAbove({
  firstUnseen,
  firstUnread,
  items,
  firstShown,
}: UseUnreadAboveOptions): boolean {
  const [met, setMet] = useState(false);
  // Before the list has gone to its end it shows its beginning.
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  if (met || !settled || firstUnread === null || firstShown === undefined) return false;
  const markAt = items.findIndex(({ kind }) => kind === 'unread');
  // Marked elsewhere by now, it is no longer where one would be led.
  if (firstUnseen !== firstUnread || markAt >= firstShown) {
    setMet(true);
    return false;
  }
  return true;
}
