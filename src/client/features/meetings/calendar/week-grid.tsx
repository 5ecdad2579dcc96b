import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { Occurrence } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { localDay } from '#client/ui/local-moment.ts';
import { occurrenceKey } from '../meeting-phase.ts';
import { addDays, type Day, placed, startOf } from './calendar-days.ts';
import { useDayFocus } from './use-day-focus.ts';
import { WeekMeeting } from './week-meeting.tsx';

interface WeekGridProps {
  days: readonly Day[];
  day: Day;
  meetings: readonly Occurrence[];
  onDay: (day: Day) => void;
  onTime: (at: Date) => void;
}

const hourPx = 48;
/** Where a day begins for most. */
const firstHour = 8;

/** A week by its hours; on a phone one day of it, the others a tap away. */
export function WeekGrid({ days, day, meetings, onDay, onTime }: WeekGridProps) {
  const t = useTranslations('meetings.calendar');
  const format = useFormatter();
  const scroller = useRef<HTMLDivElement>(null);
  const heads = useRef<HTMLDivElement>(null);
  const today = localDay(new Date());
  useEffect(() => {
    scroller.current?.scrollTo({ top: firstHour * hourPx - 12 });
  }, []);
  const chooseByKey = useDayFocus(heads, day, onDay);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    chooseByKey(addDays(day, step));
  };
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
      {/* Keys of the days in it, each of which is a button. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={heads}
        role="group"
        aria-label={t('days')}
        onKeyDown={onKeyDown}
        className="sticky top-0 z-10 grid grid-cols-7 border-b border-line bg-surface sm:grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]"
      >
        <span className="max-sm:hidden" />
        {days.map((one) => (
          <button
            key={one}
            type="button"
            data-day={one}
            aria-pressed={one === day}
            aria-current={one === today ? 'date' : undefined}
            tabIndex={one === day ? 0 : -1}
            onClick={() => onDay(one)}
            className={classNames(
              'target flex flex-col items-center justify-center gap-x-1.5 py-1 -outline-offset-2 hover:bg-sunken sm:flex-row',
              one === day && 'max-sm:bg-accent-soft',
            )}
          >
            <span className="text-small text-quiet first-letter:uppercase">
              {format.dateTime(startOf(one), { weekday: 'short' })}
            </span>
            <span
              className={classNames(
                'flex h-6 min-w-6 items-center justify-center rounded-full px-1 text-list',
                one === today && 'bg-accent font-semibold text-on-accent',
              )}
            >
              {Number(one.slice(8))}
            </span>
          </button>
        ))}
      </div>
      <div
        className="relative grid grid-cols-[3.5rem_minmax(0,1fr)] sm:grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]"
        style={{ height: 24 * hourPx }}
      >
        <Hours />
        {days.map((one) => (
          <DayColumn
            key={one}
            day={one}
            shown={one === day}
            isToday={one === today}
            meetings={meetings}
            onTime={onTime}
          />
        ))}
      </div>
    </div>
  );
}

function Hours() {
  const format = useFormatter();
  return (
    <div aria-hidden className="relative">
      {Array.from({ length: 23 }, (_, index) => index + 1).map((hour) => (
        <span
          key={hour}
          className="absolute right-2 -translate-y-1/2 text-small text-quiet"
          style={{ top: hour * hourPx }}
        >
          {format.dateTime(new Date(2026, 0, 1, hour), { hour: 'numeric' })}
        </span>
      ))}
    </div>
  );
}

interface DayColumnProps {
  day: Day;
  shown: boolean;
  isToday: boolean;
  meetings: readonly Occurrence[];
  onTime: (at: Date) => void;
}

function DayColumn({ day, shown, isToday, meetings, onTime }: DayColumnProps) {
  const format = useFormatter();
  const name = format.dateTime(startOf(day), { weekday: 'long', day: 'numeric', month: 'long' });
  // A half hour that one points at; by keyboard the button above the page does the same.
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const { top } = event.currentTarget.getBoundingClientRect();
    const halves = Math.floor(((event.clientY - top) / hourPx) * 2);
    onTime(new Date(startOf(day).setMinutes(halves * 30)));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the button above the page does the same
    <section
      aria-label={name}
      onClick={onClick}
      className={classNames(
        'relative border-l border-line bg-[linear-gradient(to_bottom,var(--line)_1px,transparent_1px)]',
        !shown && 'max-sm:hidden',
      )}
      style={{ backgroundSize: `100% ${hourPx}px` }}
    >
      {isToday && <NowLine />}
      {placed(meetings, day).map((place) => (
        <WeekMeeting key={occurrenceKey(place.item)} place={place} hourPx={hourPx} />
      ))}
    </section>
  );
}

function NowLine() {
  const now = useNow({ updateInterval: 60_000 });
  const minutes = now.getHours() * 60 + now.getMinutes();
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-x-0 z-[5] h-px bg-danger"
      style={{ top: (minutes / 60) * hourPx }}
    />
  );
}
