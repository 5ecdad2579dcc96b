import { useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { SystemStats } from '#client/api/types.ts';
import { useSystemFrames } from '#client/live/use-system-notifications.ts';

/** Five minutes, at one every two seconds. */
const maxSamples = 150;

/** The figures as they are, and those that came since the page was opened, the newest last. */
export function useLiveStats() {
  const first = trpc.system.stats.useQuery();
  const [history, setHistory] = useState<readonly SystemStats[]>([]);
  useSystemFrames(({ type, data }) => {
    if (type !== 'stats') return;
    setHistory((before) => [...before, data as SystemStats].slice(-maxSamples));
  });
  return {
    stats: history.at(-1) ?? first.data,
    history: history.length > 0 ? history : first.data ? [first.data] : [],
    error: first.error,
    retry: () => void first.refetch(),
  };
}
