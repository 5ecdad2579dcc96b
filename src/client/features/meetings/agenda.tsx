import { useMemo } from 'react';
import { useNow } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Occurrence, Person } from '#client/api/types.ts';
import { useUnreadChats } from '#client/app/use-unread-chats.ts';
import { agendaOf, occurrenceKey } from './meeting-phase.ts';
import { peopleOf } from './meeting-people.ts';
import { MeetingRow } from './meeting-row.tsx';
import { useDayName } from './meeting-time.tsx';

interface AgendaProps {
  meetings: readonly Occurrence[];
  people: ReadonlyMap<string, Person>;
}

/** Meetings under their days. */
export function Agenda({ meetings, people }: AgendaProps) {
  const dayName = useDayName();
  const now = useNow({ updateInterval: 60_000 });
  const projects = trpc.projects.list.useQuery();
  const projectNames = useMemo(
    () => new Map(projects.data?.results.map(({ id, name }) => [id, name])),
    [projects.data],
  );
  const unread = useUnreadChats();
  // All times of a meeting share one room: the first of them says what is new in it.
  const firstTimes = useMemo(
    () => new Map(meetings.toReversed().map((meeting) => [meeting.id, occurrenceKey(meeting)])),
    [meetings],
  );
  const unreadOf = (meeting: Occurrence) =>
    firstTimes.get(meeting.id) === occurrenceKey(meeting) ? (unread.get(meeting.id) ?? 0) : 0;
  return agendaOf(meetings, now).map(({ day, daysAhead, meetings: ofDay }) => (
    <section key={day.toISOString()}>
      <h2 className="sticky top-0 z-10 border-b border-line bg-surface px-4 pt-4 pb-1.5 text-small text-quiet first-letter:uppercase md:px-6">
        {dayName(day, daysAhead)}
      </h2>
      <ul>
        {ofDay.map((meeting) => (
          <MeetingRow
            key={occurrenceKey(meeting)}
            meeting={meeting}
            people={peopleOf(meeting, people)}
            unreadCount={unreadOf(meeting)}
            projectName={meeting.project_id ? projectNames.get(meeting.project_id) : undefined}
          />
        ))}
      </ul>
    </section>
  ));
}
