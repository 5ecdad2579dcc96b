import { createContext, useContext, useSyncExternalStore } from 'react';
import type { OfflineReading } from './offline-reading.ts';
import type { Write } from './write-list.ts';
import type { WriteQueue } from './write-queue.ts';

export const OfflineContext = createContext<OfflineReading | null>(null);

/** Since when what is on the screen was kept; null while it is the server's own. */
export function useKeptSince(): Date | null {
  const offline = useContext(OfflineContext);
  if (!offline) throw new Error('EcosystiaProvider is missing above this component');
  return useSyncExternalStore(offline.subscribe, offline.keptSince);
}

export const WritesContext = createContext<WriteQueue | null>(null);

export function useWriteQueue(): WriteQueue {
  const writes = useContext(WritesContext);
  if (!writes) throw new Error('EcosystiaProvider is missing above this component');
  return writes;
}

/** What the person wrote and the server has not answered, oldest first. */
export function useWrites(): readonly Write[] {
  const { subscribe, list } = useWriteQueue();
  return useSyncExternalStore(subscribe, list);
}
