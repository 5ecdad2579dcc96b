import { keepPreviousData, skipToken, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { type AuditFilters, auditQuery } from './audit-filters.ts';

const pageSize = 100;

/**
 * The log, newest first, page by page. New events do not push what one is reading: they are
 * counted, and shown when asked for.
 */
export function useAuditLog(filters: AuditFilters) {
  const utils = trpc.useUtils();
  const query = useInfiniteQuery({
    queryKey: ['audit.events', filters],
    queryFn: ({ pageParam }) =>
      utils.client.audit.events.query({
        limit: pageSize,
        ...auditQuery(filters),
        ...(pageParam === null ? {} : { beforePosition: pageParam }),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
    placeholderData: keepPreviousData,
  });
  const events = useMemo(
    () => query.data?.pages.flatMap((page) => page.results) ?? [],
    [query.data],
  );
  const loadedHead = query.data?.pages[0]?.head;
  const [liveHead, setLiveHead] = useState(0);
  trpc.live.audit.useSubscription(
    loadedHead === undefined ? skipToken : { lastEventId: String(loadedHead) },
    { onData: ({ id }) => setLiveHead((head) => Math.max(head, Number(id))) },
  );
  return {
    query,
    events,
    newCount: loadedHead === undefined ? 0 : Math.max(0, liveHead - loadedHead),
  };
}
