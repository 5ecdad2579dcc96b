import { useMemo, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { Occurrence } from '#client/api/types.ts';
import { byId } from './meeting-people.ts';

export type MeetingsShown = 'ahead' | 'past';

const pageSize = 50;
const minuteMs = 60_000;

/** What a list begins with: to the minute, so that a page's loader asks for the same. */
export function meetingsFrom(which: MeetingsShown, projectId?: string) {
  const from = new Date(Math.floor(Date.now() / minuteMs) * minuteMs).toISOString();
  return { from, which, limit: pageSize, ...(projectId === undefined ? {} : { projectId }) };
}

/** When meetings take place: those ahead (today's over ones are past), or those that are over. */
export function useAgenda(show: MeetingsShown, projectId?: string) {
  // One moment for all pages of a list; the list itself is kept fresh by what happens.
  const [{ from }] = useState(() => meetingsFrom(show));
  const query = trpc.meetings.agenda.useInfiniteQuery(
    { ...meetingsFrom(show, projectId), from },
    { getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
  const meetings = useMemo<Occurrence[]>(
    () => query.data?.pages.flatMap(({ results }) => results) ?? [],
    [query.data],
  );
  const people = useMemo(
    () => byId(query.data?.pages.flatMap(({ people: some }) => some) ?? []),
    [query.data],
  );
  return { query, meetings, people };
}
