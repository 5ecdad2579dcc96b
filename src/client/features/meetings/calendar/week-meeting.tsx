import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import type { Occurrence } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { atSearch, meetingPhase } from '../meeting-phase.ts';
import { MeetingTimes } from '../meeting-time.tsx';
import type { Placed } from './calendar-days.ts';

/** From so many minutes on there is room for a second line. */
const twoLinesMinutes = 45;

/** A meeting in its day's column, as high as it is long. */
export function WeekMeeting({ place, hourPx }: { place: Placed<Occurrence>; hourPx: number }) {
  const t = useTranslations('meetings');
  const now = useNow({ updateInterval: 60_000 });
  const { item: meeting, startMinutes, lengthMinutes, lane, lanes } = place;
  const phase = meetingPhase(meeting, now);
  return (
    <Link
      to="/meetings/$meetingId"
      params={{ meetingId: meeting.id }}
      search={atSearch(meeting)}
      className={classNames(
        'absolute overflow-hidden rounded-sm border-l-2 px-1.5 py-0.5 text-small',
        phase === 'cancelled'
          ? 'border-line-strong bg-sunken text-quiet line-through'
          : phase === 'past'
            ? 'border-line-strong bg-sunken text-quiet'
            : 'border-accent bg-accent-soft text-text hover:bg-raised',
      )}
      style={{
        top: (startMinutes / 60) * hourPx + 1,
        height: (lengthMinutes / 60) * hourPx - 2,
        left: `calc(${(lane / lanes) * 100}% + 2px)`,
        width: `calc(${100 / lanes}% - 4px)`,
      }}
      {...listItemProps}
    >
      <span className="block truncate font-semibold">{meeting.title}</span>
      <span className={lengthMinutes < twoLinesMinutes ? 'sr-only' : 'block truncate'}>
        <MeetingTimes startsAt={meeting.starts_at} endsAt={meeting.ends_at} />
        {phase === 'cancelled' && <span className="sr-only"> {t('cancelled')}</span>}
      </span>
    </Link>
  );
}
