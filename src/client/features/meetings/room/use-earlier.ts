import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Older messages are asked for before one reaches the first that is here. */
const nearStartPx = 600;

interface UseEarlierOptions {
  scroller: RefObject<HTMLElement | null>;
  hasEarlier: boolean;
  loadEarlier: () => Promise<void>;
  /** What is the first row now: another one when a page has come. */
  first: string | undefined;
}

/** Loads the page above when one comes near it; `retry` is there after it failed. */
export function useEarlier({ scroller, hasEarlier, loadEarlier, first }: UseEarlierOptions) {
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  const load = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setFailed(false);
    try {
      await loadEarlier();
    } catch (error) {
      console.warn('earlier messages could not be loaded', error);
      setFailed(true);
    } finally {
      busy.current = false;
    }
  }, [loadEarlier]);
  const look = useCallback(() => {
    const element = scroller.current;
    if (hasEarlier && !failed && element && element.scrollTop < nearStartPx) void load();
  }, [scroller, hasEarlier, failed, load]);
  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, [scroller, look]);
  // A page that was shorter than the room above it leaves room for another.
  useEffect(() => {
    if (first === undefined) return;
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [first, look]);
  return { failed, retry: load };
}
