import { type RefObject, useLayoutEffect, useRef } from 'react';

/** So much of the next one is seen that one knows of it. */
const neighbourPixels = 24;

/** For a row of tabs that may be wider than a phone: the one that is active is in sight. */
export function useActiveInSight<Row extends HTMLElement>(active: string): RefObject<Row | null> {
  const row = useRef<Row>(null);
  useLayoutEffect(() => {
    const tab = row.current?.querySelector('[data-active], [aria-current="page"]');
    if (!row.current || !tab) return;
    // Not `scrollIntoView`, which may move what is around the row too.
    const outer = row.current.getBoundingClientRect();
    const inner = tab.getBoundingClientRect();
    const over = Math.max(0, inner.right + neighbourPixels - outer.right);
    const under = Math.max(0, outer.left - inner.left + neighbourPixels);
    row.current.scrollLeft += over - under;
  }, [active]);
  return row;
}
