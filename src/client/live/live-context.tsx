import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from 'react';
import type { UserFrame } from './frames.ts';
import type { LiveStatus } from './live-status.ts';
import type { LiveStore } from './live-store.ts';
import type { Live } from './live.ts';
import type { SharedStore, SharedStores } from './shared-stores.ts';

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('EcosystiaProvider is missing above this component');
  return live;
}

export function useLiveStore(): LiveStore {
  return useLive().user;
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

/** A shared store's value, and the store kept up for as long as the component is there. */
export function useShared<Store extends SharedStore, Value>(
  stores: SharedStores<Store>,
  key: string,
  valueOf: (store: Store) => Value,
): Value {
  const subscribe = useCallback(
    (listener: () => void) => {
      const release = stores.hold(key);
      const unsubscribe = stores.get(key).subscribe(listener);
      return () => {
        unsubscribe();
        release();
      };
    },
    [stores, key],
  );
  return useSyncExternalStore(subscribe, () => valueOf(stores.get(key)));
}
