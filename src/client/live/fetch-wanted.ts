import type { LiveStore } from './live-store.ts';
import type { NotificationsPage } from './notifications-state.ts';

const idsAtOnce = 200;
const pauseAfterFailureMs = 3_000;

/**
 * Fetches what frames told of and the lists do not have: one that comes back from the archive, or
 * wakes after days. Gives what stops it.
 */
export function fetchWanted(
  store: LiveStore,
  load: (ids: string[]) => Promise<NotificationsPage>,
): () => void {
  let stopped = false;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    const { wanted } = store.notifications();
    if (stopped || busy || wanted.size === 0) return;
    busy = true;
    void fetchSome([...wanted].slice(0, idsAtOnce));
  };
  const fetchSome = async (ids: string[]) => {
    try {
      const page = await load(ids);
      busy = false;
      if (stopped) return;
      store.apply({ type: 'fetched', ids, page });
      look();
    } catch (error) {
      console.warn('notifications that a frame told of could not be loaded', error);
      timer = setTimeout(() => {
        busy = false;
        look();
      }, pauseAfterFailureMs);
    }
  };

  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
