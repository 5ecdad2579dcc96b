import { useEffect, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { SystemStats } from '#client/api/types.ts';
import { useLive } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';

/** Five minutes, at one every two seconds. */
const maxSamples = 150;

/** The figures as they are, and those that came since the page was opened, the newest last. */
export function useLiveStats() {
  const first = trpc.system.stats.useQuery();
  const { system } = useLive();
  const [history, setHistory] = useState<readonly SystemStats[]>([]);
  useEffect(
    () =>
      system.get(systemKey).onFrame(({ type, data }) => {
        if (type !== 'stats') return;
        setHistory((before) => [...before, data as SystemStats].slice(-maxSamples));
      }),
    [system],
  );
  return {
    stats: history.at(-1) ?? first.data,
    history: history.length > 0 ? history : first.data ? [first.data] : [],
    error: first.error,
    retry: () => void first.refetch(),
  };
}
