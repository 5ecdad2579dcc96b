import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { localDay } from '#client/ui/local-moment.ts';
import {
  addDays,
  addMonths,
  type CalendarView,
  type Day,
  daysOf,
  startOf,
} from './calendar-days.ts';
import { DayList } from './day-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { usePeriodName } from './use-period-name.ts';
import { WeekGrid } from './week-grid.tsx';

interface CalendarProps {
  view: CalendarView;
  /** The day that is looked at. */
  day: Day;
  onDay: (day: Day) => void;
  /** Somebody points at a free time. */
  onTime: (at: Date) => void;
}

/** Meetings by weeks or months, on the reader's clock. */
export function Calendar({ view, day, onDay, onTime }: CalendarProps) {
  const t = useTranslations('meetings.calendar');
  const meetings = useTranslations('meetings');
  const periodName = usePeriodName();
  const days = daysOf(view, day);
  const query = trpc.meetings.occurrences.useQuery(
    {
      from: startOf(days[0] ?? day).toISOString(),
      to: startOf(addDays(days.at(-1) ?? day, 1)).toISOString(),
    },
    // What was there stays until the new one is here: nothing jumps.
    { placeholderData: (before) => before },
  );
  const step = (count: number) =>
    onDay(view === 'week' ? addDays(day, 7 * count) : addMonths(day, count));
  const results = query.data?.results ?? [];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-b border-line py-1.5 pr-4 pl-2 md:pl-4">
        <IconButton label={t(`${view}.before`)} onClick={() => step(-1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <IconButton label={t(`${view}.after`)} onClick={() => step(1)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
        <h2
          aria-live="polite"
          className="min-w-0 flex-1 truncate px-1 text-read font-semibold max-sm:text-list first-letter:uppercase"
        >
          {periodName(view, day)}
        </h2>
        <Button onClick={() => onDay(localDay(new Date()))}>{t('today')}</Button>
      </div>
      {query.error && !query.data ? (
        <QueryError
          error={query.error}
          what={meetings('notLoaded')}
          onRetry={() => void query.refetch()}
        />
      ) : view === 'month' ? (
        <div
          aria-busy={query.isFetching}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row"
        >
          <MonthGrid days={days} day={day} meetings={results} onDay={onDay} />
          <DayList day={day} meetings={results} onTime={onTime} />
        </div>
      ) : (
        <WeekGrid days={days} day={day} meetings={results} onDay={onDay} onTime={onTime} />
      )}
      {query.data?.has_more && (
        <p className="border-t border-line px-4 py-1.5 text-small text-quiet">{t('more')}</p>
      )}
    </div>
  );
}
