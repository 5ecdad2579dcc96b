import { useEffect, useRef } from 'react';
import type { ChatItem } from './chat-items.ts';

interface Rows {
  scrollToIndex: (index: number, options: { align: 'center' }) => void;
  /** Those in sight. */
  range: { startIndex: number; endIndex: number } | null;
}

/** A list that is not in sight at all is not scrolled for ever. */
const maxTries = 60;

/**
 * Brings a message into the middle, once it is among the rows. A list that was just opened may go to
 * its end at the same moment: so it is tried until the message is in sight.
 */
export function useJump(
  rows: Rows,
  items: readonly ChatItem[],
  target: { id: string } | null,
): void {
  const done = useRef<{ id: string } | null>(null);
  useEffect(() => {
    if (target === null || done.current === target) return;
    const at = items.findIndex((item) => item.kind === 'message' && item.message.id === target.id);
    if (at < 0) return;
    let tries = 0;
    let frame = 0;
    const look = () => {
      const isInSight = rows.range && rows.range.startIndex <= at && at <= rows.range.endIndex;
      tries += 1;
      if ((tries > 1 && isInSight) || tries > maxTries) {
        done.current = target;
        return;
      }
      rows.scrollToIndex(at, { align: 'center' });
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [rows, items, target]);
}
