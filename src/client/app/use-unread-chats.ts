import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';

/** Messages make no frames outside of their room. */
const askEveryMs = 30_000;

/** How many messages are unread in which meeting's chat; one query for all who ask. */
export function useUnreadChats(): ReadonlyMap<string, number> {
  const { data } = trpc.meetings.reading.unread.useQuery(undefined, {
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  });
  return useMemo(
    () => new Map(data?.map(({ meeting_id: meetingId, count }) => [meetingId, count])),
    [data],
  );
}
