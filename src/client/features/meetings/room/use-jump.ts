import { useEffect, useRef } from 'react';
import type { ChatItem } from './chat-items.ts';

interface Rows {
  scrollToIndex: (index: number, options: { align: 'center' }) => void;
}

/** Brings a message into the middle, once it is among the rows. */
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
    done.current = target;
    rows.scrollToIndex(at, { align: 'center' });
  }, [rows, items, target]);
}
