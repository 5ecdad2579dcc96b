import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ListedNotification } from '#client/api/types.ts';

/** A list that stands a little lower than its top is scrolled. */
const scrolledPx = 8;

interface HeldBack {
  shown: readonly ListedNotification[];
  /** How many are above, waiting to be let in. */
  waiting: number;
  letIn: () => void;
}

interface Place {
  /** The list and what stands over it: on the way to the button that lets in nobody leaves. */
  around: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
}

/**
 * What is new waits while somebody is in the list: scrolled, pointed at, or with the focus in it. So
 * nothing moves under the finger. Whoever leaves lets it in.
 */
export function useHeldBack(
  notifications: readonly ListedNotification[],
  { around, scroller }: Place,
): HeldBack {
  const newest = notifications[0]?.position ?? 0;
  const newestNow = useRef(newest);
  useEffect(() => {
    newestNow.current = newest;
  });
  /** What stands higher waits; null while nobody is in the list. */
  const [ceiling, setCeiling] = useState<number | null>(null);
  const letIn = () => setCeiling((held) => (held === null ? null : newestNow.current));

  useEffect(() => {
    const [element, scrolled] = [around.current, scroller.current];
    if (!element || !scrolled) return;
    let isPointedAt = false;
    const look = () => {
      const isThere =
        isPointedAt ||
        scrolled.scrollTop > scrolledPx ||
        element.contains(element.ownerDocument.activeElement);
      setCeiling((held) => (isThere ? (held ?? newestNow.current) : null));
    };
    const enter = () => {
      isPointedAt = true;
      look();
    };
    const leave = () => {
      isPointedAt = false;
      look();
    };
    const lookLater = () => requestAnimationFrame(look);
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    scrolled.addEventListener('scroll', look, { passive: true });
    element.addEventListener('focusin', look);
    // Where the focus goes is known only afterwards.
    element.addEventListener('focusout', lookLater);
    look();
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      scrolled.removeEventListener('scroll', look);
      element.removeEventListener('focusin', look);
      element.removeEventListener('focusout', lookLater);
    };
  }, [around, scroller]);

  const shown =
    ceiling === null ? notifications : notifications.filter(({ position }) => position <= ceiling);
  // Nobody reads an empty list.
  if (shown.length === 0) return { shown: notifications, waiting: 0, letIn };
  return { shown, waiting: notifications.length - shown.length, letIn };
}
