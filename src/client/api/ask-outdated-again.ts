import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Of a query, as far as it is looked at here. */
interface Asked {
  queryKey: QueryKey;
  state: { data: unknown; fetchStatus: string; isInvalidated: boolean };
}

/**
 * What is called out of date while its first answer is on its way is asked for once more: that answer may
 * be from before. React-query does so by itself only where there was an answer already.
 */
export function askOutdatedAgain(queryClient: QueryClient): void {
  const outdated = new WeakSet<Asked>();
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    const { action } = event;
    const query: Asked = event.query;
    const { data, fetchStatus, isInvalidated } = query.state;
    if (action.type === 'fetch' && data === undefined) {
      // What was said of it before, this answers. After an error it counts as out of date, and react-query
      // does not tell of what is so already.
      outdated.delete(query);
      if (isInvalidated) event.query.setState({ isInvalidated: false });
    } else if (action.type === 'invalidate' && data === undefined && fetchStatus !== 'idle') {
      outdated.add(query);
    } else if (action.type === 'success' && !action.manual && outdated.delete(query)) {
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  });
}
