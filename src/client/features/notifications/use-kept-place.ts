import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { ListRow } from './list-rows.ts';

/** Keeps what is being read where it is, when rows above it come or go. */
export function useKeptPlace(
  rows: readonly ListRow[],
  virtual: Virtualizer<HTMLDivElement, Element>,
): void {
  const anchor = useRef<{ key: string; belowTopPx: number } | null>(null);
  const known = useRef(rows);
  useLayoutEffect(() => {
    const scrolled = virtual.scrollOffset ?? 0;
    if (known.current !== rows && anchor.current && scrolled > 0) {
      const { key, belowTopPx } = anchor.current;
      const index = rows.findIndex((row) => row.key === key);
      const start = index < 0 ? undefined : virtual.measurementsCache[index]?.start;
      if (start !== undefined && start - belowTopPx !== scrolled) {
        virtual.scrollToOffset(start - belowTopPx);
      }
    }
    known.current = rows;
    // The first row that is whole in sight.
    const first = virtual.getVirtualItems().find(({ start }) => start >= scrolled);
    const row = first && rows[first.index];
    anchor.current = row && first ? { key: row.key, belowTopPx: first.start - scrolled } : null;
  });
}
