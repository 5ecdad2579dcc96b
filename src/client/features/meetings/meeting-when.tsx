import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { Meeting } from '#client/api/types.ts';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import { useZoneName } from '#client/ui/use-zone-name.ts';
import { MeetingTimes } from './meeting-time.tsx';

/** When it is: on the reader's clock, and on that of whoever made it where the two differ. */
export function MeetingWhen({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings');
  const format = useFormatter();
  const now = useNow();
  const zoneName = useZoneName();
  const starts = new Date(meeting.starts_at);
  const own = ownTimeZone();
  const time = (at: string, timeZone: string) =>
    format.dateTime(new Date(at), { timeStyle: 'short', timeZone });
  const elsewhere =
    meeting.time_zone !== own &&
    time(meeting.starts_at, own) !== time(meeting.starts_at, meeting.time_zone);
  return (
    <div>
      <h2 className="text-display font-semibold first-letter:uppercase">
        {format.dateTime(starts, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          ...(starts.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
        })}
      </h2>
      <p className="text-read">
        <MeetingTimes startsAt={meeting.starts_at} endsAt={meeting.ends_at} />{' '}
        <span className="text-quiet">{zoneName(own, starts)}</span>
      </p>
      {elsewhere && (
        <p className="text-list text-quiet">
          {t('elsewhere', {
            start: time(meeting.starts_at, meeting.time_zone),
            end: time(meeting.ends_at, meeting.time_zone),
            zone: zoneName(meeting.time_zone, starts),
          })}
        </p>
      )}
    </div>
  );
}
