import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { UserFrame } from './frames.ts';
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

/** Calls back with each live frame. */
export function useUserFrames(listener: (frame: UserFrame) => void): void {
  const store = useLiveStore();
  useEffect(() => store.onFrame(listener), [store, listener]);
}
