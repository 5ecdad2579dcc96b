import type { ReactNode } from 'react';
import { QueryError } from './query-error.tsx';

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: unknown; refetch: () => Promise<unknown> };
  /** What could not be loaded, as a sentence. */
  what: string;
  /** Stands where the data will be. */
  skeleton: ReactNode;
  children: ReactNode | ((data: Data) => ReactNode);
}

/** What was asked for; until it is there its shape, or why it is not to be had. */
export function Loaded<Data>({ query, what, skeleton, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return typeof children === 'function' ? children(query.data) : children;
  }
  if (query.error === null) return skeleton;
  return <QueryError error={query.error} what={what} onRetry={() => void query.refetch()} />;
}
