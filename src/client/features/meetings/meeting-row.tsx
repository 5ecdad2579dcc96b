import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import type { Occurrence, Person } from '#client/api/types.ts';
import { Badge, CountBadge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { Faces } from '#client/ui/faces.tsx';
import { atSearch, meetingPhase } from './meeting-phase.ts';
import { MeetingTimes } from './meeting-time.tsx';

interface MeetingRowProps {
  meeting: Occurrence;
  people: readonly Person[];
  projectName: string | undefined;
  /** Messages in its room. */
  unreadCount: number;
}

/** A meeting in the agenda: the one that runs now leads into its room. */
export function MeetingRow({ meeting, people, projectName, unreadCount }: MeetingRowProps) {
  const t = useTranslations('meetings');
  const now = useNow({ updateInterval: 30_000 });
  const phase = meetingPhase(meeting, now);
  const over = phase === 'past' || phase === 'cancelled';
  return (
    <li
      className={classNames(
        'relative border-b border-line hover:bg-sunken',
        phase === 'now' && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <Link
        to={phase === 'now' ? '/meetings/$meetingId/room' : '/meetings/$meetingId'}
        params={{ meetingId: meeting.id }}
        search={atSearch(meeting)}
        className="flex items-center gap-x-4 gap-y-0.5 px-4 py-2.5 -outline-offset-2 max-sm:flex-wrap md:px-6"
        {...listItemProps}
      >
        <MeetingTimes
          startsAt={meeting.starts_at}
          endsAt={meeting.ends_at}
          className={classNames(
            'w-36 shrink-0 text-list max-sm:w-full',
            phase === 'now' ? 'text-accent' : 'text-quiet',
          )}
        />
        <span className="min-w-0 flex-1">
          <span
            className={classNames(
              'block truncate text-list font-semibold',
              over && 'text-quiet',
              phase === 'cancelled' && 'line-through',
            )}
          >
            {meeting.title}
          </span>
          {projectName !== undefined && (
            <span className="block truncate text-small text-quiet">{projectName}</span>
          )}
        </span>
        {unreadCount > 0 && (
          <>
            <span className="sr-only">{t('unread', { count: unreadCount })}</span>
            <span aria-hidden title={t('unread', { count: unreadCount })}>
              <CountBadge count={unreadCount} />
            </span>
          </>
        )}
        {phase === 'now' && <Badge tone="accent">{t('now')}</Badge>}
        {phase === 'soon' && (
          <Badge tone="accent">
            {t('inMinutes', { count: minutesUntil(meeting.starts_at, now) })}
          </Badge>
        )}
        {phase === 'cancelled' && <Badge>{t('cancelled')}</Badge>}
        <span className="max-sm:hidden">
          <Faces people={people} />
        </span>
      </Link>
    </li>
  );
}

export function minutesUntil(at: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(at) - now.getTime()) / 60_000));
}
