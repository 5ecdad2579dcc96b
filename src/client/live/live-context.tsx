import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { FileFrame } from './frames.ts';
import type { LiveStatus } from './live-status.ts';
import type { LiveStore } from './live-store.ts';

export const LiveContext = createContext<LiveStore | null>(null);

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('EcosystiaProvider is missing above this component');
  return store;
}

/** How far what is on the screen can be trusted. */
export function useLiveStatus(): LiveStatus {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, store.status);
}

/** Calls back when a file was added, became ready or failed. */
export function useFileFrames(listener: (frame: FileFrame) => void): void {
  const store = useLiveStore();
  useEffect(() => store.onFile(listener), [store, listener]);
}
