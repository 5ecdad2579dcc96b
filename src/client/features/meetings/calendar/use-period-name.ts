import { useFormatter } from 'use-intl';
import { type CalendarView, type Day, daysOf, startOf } from './calendar-days.ts';

/** What a view shows, in words: May 2026, or from when to when. */
export function usePeriodName(): (view: CalendarView, day: Day) => string {
  const format = useFormatter();
  return (view, day) => {
    if (view === 'month') return format.dateTime(startOf(day), { month: 'long', year: 'numeric' });
    const days = daysOf('week', day);
    const [first, last] = [days[0] ?? day, days.at(-1) ?? day];
    return format.dateTimeRange(startOf(first), startOf(last), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  };
}
