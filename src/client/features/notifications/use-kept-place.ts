import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { ListRow } from './list-rows.ts';

/** Keeps what is being read where it is, when rows above it come or go. */
export function useKeptPlace(
  rows: readonly ListRow[],
  virtual: Virtualizer<HTMLDivElement, Element>,
): void {
  const before = useRef({ rows, starts: startsOf(virtual) });
  useLayoutEffect(() => {
    const { rows: rowsBefore, starts: startsBefore } = before.current;
    const starts = startsOf(virtual);
    before.current = { rows, starts };
    const scroller = virtual.scrollElement;
    if (rowsBefore === rows || !scroller || scroller.scrollTop === 0) return;
    const indexes = new Map(rows.map(({ key }, index) => [key, index]));
    // The first row in sight that is still there tells how far everything was moved.
    const anchor = rowsBefore.findIndex(
      ({ key }, index) => (startsBefore[index] ?? 0) >= scroller.scrollTop && indexes.has(key),
    );
    const now = starts[indexes.get(rowsBefore[anchor]?.key ?? '') ?? -1];
    const then = startsBefore[anchor];
    if (now !== undefined && then !== undefined && now !== then) {
      virtual.scrollToOffset(scroller.scrollTop + now - then);
    }
  });
}

function startsOf(virtual: Virtualizer<HTMLDivElement, Element>): number[] {
  return virtual.measurementsCache.map(({ start }) => start);
}
