import { useMemo, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { Meeting } from '#client/api/types.ts';

export type MeetingsShown = 'ahead' | 'past';

const pageSize = 50;

/** The meetings ahead (today's over ones are past), or those that are over, latest first. */
export function useMeetings(show: MeetingsShown, projectId?: string) {
  // One moment for all pages of a list; the list itself is kept fresh by what happens.
  const [now] = useState(() => new Date().toISOString());
  const ofProject = projectId === undefined ? {} : { projectId };
  const query = trpc.meetings.list.useInfiniteQuery(
    show === 'ahead'
      ? { from: now, limit: pageSize, ...ofProject }
      : { to: now, limit: pageSize, order: 'latest' as const, ...ofProject },
    { getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
  const meetings = useMemo<Meeting[]>(() => {
    const loaded = query.data?.pages.flatMap((page) => page.results) ?? [];
    return show === 'ahead' ? loaded : loaded.filter(({ ends_at: endsAt }) => endsAt <= now);
  }, [query.data, show, now]);
  return { query, meetings };
}
