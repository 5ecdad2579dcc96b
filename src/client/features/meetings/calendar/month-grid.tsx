import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Occurrence } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { localDay } from '#client/ui/local-moment.ts';
import { atSearch, occurrenceKey } from '../meeting-phase.ts';
import { addDays, addMonths, type Day, mondayOf, onDay, startOf } from './calendar-days.ts';
import { useDayFocus } from './use-day-focus.ts';

interface MonthGridProps {
  days: readonly Day[];
  day: Day;
  meetings: readonly Occurrence[];
  onDay: (day: Day) => void;
}

/** So many names find room in a day; of more, how many. */
const namesShown = 3;

const moves: Record<string, (day: Day) => Day> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: mondayOf,
  End: (day) => addDays(mondayOf(day), 6),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** A month: names where there is room for them, dots where there is not. */
export function MonthGrid({ days, day, meetings, onDay: choose }: MonthGridProps) {
  const t = useTranslations('meetings.calendar');
  const format = useFormatter();
  const grid = useRef<HTMLDivElement>(null);
  const chooseByKey = useDayFocus(grid, day, choose);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    chooseByKey(move(day));
  };
  const weeks = days.filter((_, index) => index % 7 === 0);
  const today = localDay(new Date());
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the day that is chosen has the focus
    <div
      ref={grid}
      role="grid"
      aria-label={t('monthGrid')}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-col lg:flex-1"
    >
      <div role="row" className="grid grid-cols-7 border-b border-line">
        {days.slice(0, 7).map((head) => (
          <span
            key={head}
            role="columnheader"
            aria-label={format.dateTime(startOf(head), { weekday: 'long' })}
            className="truncate px-2 py-1 text-small text-quiet first-letter:uppercase max-sm:text-center"
          >
            {format.dateTime(startOf(head), { weekday: 'short' })}
          </span>
        ))}
      </div>
      {weeks.map((monday) => (
        <div
          key={monday}
          role="row"
          className="grid min-h-13 grid-cols-7 border-b border-line sm:min-h-24 lg:flex-1"
        >
          {Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((one) => {
            const ofDay = onDay(meetings, one);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the keys
              <div
                key={one}
                role="gridcell"
                data-day={one}
                tabIndex={one === day ? 0 : -1}
                aria-selected={one === day}
                aria-current={one === today ? 'date' : undefined}
                onClick={() => choose(one)}
                className={classNames(
                  'flex min-w-0 flex-col gap-0.5 border-r border-line p-1 -outline-offset-2 last:border-r-0',
                  one === day ? 'bg-accent-soft' : 'hover:bg-sunken',
                )}
              >
                <span className="sr-only">
                  {t('dayWith', {
                    day: format.dateTime(startOf(one), {
                      weekday: 'long',
                      day: 'numeric',
                      month: 'long',
                    }),
                    count: ofDay.length,
                  })}
                </span>
                <DayNumber day={one} shown={day} isToday={one === today} />
                <DayMeetings meetings={ofDay} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function DayNumber({ day, shown, isToday }: { day: Day; shown: Day; isToday: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'flex h-6 min-w-6 items-center justify-center self-start rounded-full px-1 text-small max-sm:self-center',
        isToday && 'bg-accent font-semibold text-on-accent',
        !isToday && day.slice(0, 7) !== shown.slice(0, 7) && 'text-quiet',
      )}
    >
      {Number(day.slice(8))}
    </span>
  );
}

function DayMeetings({ meetings }: { meetings: readonly Occurrence[] }) {
  const t = useTranslations('meetings.calendar');
  const format = useFormatter();
  const more = meetings.length - namesShown;
  return (
    <>
      <span aria-hidden className="flex justify-center gap-0.5 sm:hidden">
        {meetings.slice(0, namesShown).map((meeting) => (
          <span
            key={occurrenceKey(meeting)}
            className={classNames(
              'size-1.5 rounded-full',
              meeting.status === 'cancelled' ? 'bg-line-strong' : 'bg-accent',
            )}
          />
        ))}
      </span>
      {meetings.slice(0, more === 1 ? namesShown + 1 : namesShown).map((meeting) => (
        <Link
          key={occurrenceKey(meeting)}
          to="/meetings/$meetingId"
          params={{ meetingId: meeting.id }}
          search={atSearch(meeting)}
          // By keyboard one comes to them in the list of the day.
          tabIndex={-1}
          className={classNames(
            'flex min-w-0 gap-1 rounded-sm px-1 text-small hover:bg-raised max-sm:hidden',
            meeting.status === 'cancelled' && 'text-quiet line-through',
          )}
        >
          <span className="shrink-0 text-quiet max-md:hidden">
            {format.dateTime(new Date(meeting.starts_at), { timeStyle: 'short' })}
          </span>
          <span className="truncate">{meeting.title}</span>
        </Link>
      ))}
      {more > 1 && (
        <span className="px-1 text-small text-quiet max-sm:hidden">
          {t('others', { count: more })}
        </span>
      )}
    </>
  );
}
