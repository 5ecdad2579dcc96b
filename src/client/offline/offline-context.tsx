import { createContext, useContext, useSyncExternalStore } from 'react';
import type { OfflineReading } from './offline-reading.ts';

export const OfflineContext = createContext<OfflineReading | null>(null);

/** Since when what is on the screen was kept; null while it is the server's own. */
export function useKeptSince(): Date | null {
  const offline = useContext(OfflineContext);
  if (!offline) throw new Error('EcosystiaProvider is missing above this component');
  return useSyncExternalStore(offline.subscribe, offline.keptSince);
}
