import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import type { Occurrence } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { atSearch, occurrenceKey } from '../meeting-phase.ts';
import { MeetingTimes } from '../meeting-time.tsx';
import { type Day, onDay, startOf } from './calendar-days.ts';

interface DayListProps {
  day: Day;
  meetings: readonly Occurrence[];
  onTime: (at: Date) => void;
}

/** The day that is looked at, in full. */
export function DayList({ day, meetings, onTime }: DayListProps) {
  const t = useTranslations('meetings.calendar');
  const format = useFormatter();
  const name = format.dateTime(startOf(day), { weekday: 'long', day: 'numeric', month: 'long' });
  const ofDay = onDay(meetings, day);
  const nine = new Date(startOf(day).setHours(9));
  return (
    <section
      aria-label={name}
      className="shrink-0 px-4 py-3 lg:w-72 lg:overflow-y-auto lg:border-l lg:border-line"
    >
      <h3 className="pb-1 text-list font-semibold first-letter:uppercase">{name}</h3>
      {ofDay.length === 0 && <p className="py-1 text-list text-quiet">{t('free')}</p>}
      <ul>
        {ofDay.map((meeting) => (
          <li key={occurrenceKey(meeting)} className="border-b border-line last:border-0">
            <Link
              to="/meetings/$meetingId"
              params={{ meetingId: meeting.id }}
              search={atSearch(meeting)}
              className="block rounded-sm py-1.5 hover:bg-sunken"
            >
              <MeetingTimes
                startsAt={meeting.starts_at}
                endsAt={meeting.ends_at}
                className="block text-small text-quiet"
              />
              <span
                className={classNames(
                  'block truncate text-list',
                  meeting.status === 'cancelled' ? 'text-quiet line-through' : 'font-semibold',
                )}
              >
                {meeting.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Button tone="quiet" className="mt-1 -ml-3" onClick={() => onTime(nine)}>
        {t('scheduleHere')}
      </Button>
    </section>
  );
}
