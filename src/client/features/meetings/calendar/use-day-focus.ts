import { type RefObject, useEffect, useRef } from 'react';
import type { Day } from './calendar-days.ts';

/** Chooses a day by a key: the focus goes where the keys lead, also into another month or week. */
export function useDayFocus(
  days: RefObject<HTMLElement | null>,
  day: Day,
  onDay: (day: Day) => void,
): (day: Day) => void {
  const byKey = useRef(false);
  useEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    days.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [days, day]);
  return (next) => {
    byKey.current = true;
    onDay(next);
  };
}
