import { useEffect, useState } from 'react';
import type { SystemNow } from '#client/api/types.ts';
import { useLive, useShared } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';
import { nextOf } from './moments.ts';

/** Longer delays overflow timers, which then fire at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The present, told again when the next of these moments has come. */
function useNowAfter(moments: readonly (string | null)[]): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const next = nextOf(moments, nowMs);
  useEffect(() => {
    if (next === null) return;
    const inMs = Math.min(Math.max(0, next - Date.now()), maxTimerMs);
    const timer = setTimeout(() => setNowMs(Date.now()), inMs);
    return () => clearTimeout(timer);
  }, [next]);
  return nowMs;
}

/** What concerns the person at this moment; what expires goes without anybody saying so. */
export function useSystemNow(): Omit<SystemNow, 'position'> & { loaded: boolean } {
  const { system } = useLive();
  const loaded = useShared(system, systemKey, (store) => store.state().loaded);
  const announcements = useShared(system, systemKey, (store) => store.state().announcements);
  const maintenance = useShared(system, systemKey, (store) => store.state().maintenance);
  const alerts = useShared(system, systemKey, (store) => store.state().alerts);
  const nowMs = useNowAfter([
    ...announcements.map(({ expires_at }) => expires_at),
    ...maintenance.flatMap(({ starts_at, ends_at }) => [starts_at, ends_at]),
  ]);
  const isComing = (moment: string | null) => moment === null || Date.parse(moment) > nowMs;
  return {
    loaded,
    announcements: announcements.filter(({ expires_at }) => isComing(expires_at)),
    maintenance: maintenance
      .filter(({ ends_at }) => isComing(ends_at))
      .toSorted((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at)),
    alerts: [...alerts],
  };
}
