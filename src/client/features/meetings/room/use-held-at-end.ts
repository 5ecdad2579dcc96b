import { type RefObject, useEffect, useRef } from 'react';

/** Keeps the newest in sight when the room itself changes: a keyboard comes up, the field grows. */
export function useHeldAtEnd(
  scroller: RefObject<HTMLElement | null>,
  atEnd: boolean,
  toEnd: () => void,
): void {
  const held = useRef(atEnd);
  useEffect(() => {
    held.current = atEnd;
  }, [atEnd]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (held.current) toEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, toEnd]);
}
