import { useNow } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Occurrence } from '#client/api/types.ts';

const hourMs = 3_600_000;
const looked = 20;

/** The times of meetings ahead, as far as bars and menus need them: one query for all of these. */
export function useMeetingsAhead(): Occurrence[] {
  const now = useNow({ updateInterval: 30_000 });
  // By the hour, so that all who ask within it ask the same.
  const from = new Date(Math.floor(now.getTime() / hourMs) * hourMs).toISOString();
  const { data } = trpc.meetings.agenda.useQuery(
    { from, which: 'ahead', limit: looked },
    // Over the hour the old answer stands until the new one is here.
    { placeholderData: (before) => before },
  );
  return (data?.results ?? []).filter(
    ({ status, ends_at: endsAt }) => status === 'scheduled' && Date.parse(endsAt) > now.getTime(),
  );
}

/** The meeting that runs or comes next, where that is within a day. */
export function useNextMeeting(): Occurrence | undefined {
  const now = useNow({ updateInterval: 30_000 });
  return useMeetingsAhead().find(
    ({ starts_at: startsAt }) => Date.parse(startsAt) - now.getTime() < 24 * hourMs,
  );
}
