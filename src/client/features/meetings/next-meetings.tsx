import { Link } from '@tanstack/react-router';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { agendaOf, atSearch, meetingPhase, occurrenceKey } from './meeting-phase.ts';
import { minutesUntil } from './meeting-row.tsx';
import { useDayName } from './meeting-time.tsx';
import { useAgenda } from './use-agenda.ts';

interface NextMeetingsProps {
  count: number;
  /** Of this project alone. */
  projectId?: string;
}

/** The meetings that come next, for home pages; nothing where there are none. */
export function NextMeetings({ count, projectId }: NextMeetingsProps) {
  const t = useTranslations('meetings');
  const dayName = useDayName('short');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const { query, meetings } = useAgenda('ahead', projectId);
  const next = meetings
    .filter(
      (meeting) =>
        meetingPhase(meeting, now) !== 'cancelled' && meeting.ends_at > now.toISOString(),
    )
    .slice(0, count);
  return (
    <section className="min-w-0">
      <SectionHead title={t('next')} end={<SectionLink to="/meetings">{t('all')}</SectionLink>} />
      <Loaded
        query={query}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={2} label={t('loading')} />}
      >
        {next.length === 0 ? (
          <p className="py-3 text-list text-quiet">{t('noneNext')}</p>
        ) : (
          <ul>
            {agendaOf(next, now).flatMap(({ day, daysAhead, meetings: ofDay }) =>
              ofDay.map((meeting) => {
                const phase = meetingPhase(meeting, now);
                return (
                  <li
                    key={occurrenceKey(meeting)}
                    className="border-b border-line last:border-0 hover:bg-sunken"
                  >
                    <Link
                      to={phase === 'now' ? '/meetings/$meetingId/room' : '/meetings/$meetingId'}
                      params={{ meetingId: meeting.id }}
                      search={atSearch(meeting)}
                      className="flex items-baseline gap-3 py-2 -outline-offset-2"
                    >
                      <time
                        dateTime={meeting.starts_at}
                        className="w-36 shrink-0 sm:w-40 truncate text-list text-quiet first-letter:uppercase"
                      >
                        {t('dayAt', {
                          day: dayName(day, daysAhead),
                          time: format.dateTime(new Date(meeting.starts_at), {
                            timeStyle: 'short',
                          }),
                        })}
                      </time>
                      <span className="min-w-0 flex-1 truncate text-list font-semibold">
                        {meeting.title}
                      </span>
                      {phase === 'now' && (
                        <span className="text-small text-accent">{t('now')}</span>
                      )}
                      {phase === 'soon' && (
                        <span className="text-small text-accent">
                          {t('inMinutes', { count: minutesUntil(meeting.starts_at, now) })}
                        </span>
                      )}
                    </Link>
                  </li>
                );
              }),
            )}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
