import type { Backoff } from './backoff.ts';
import { readUserFrame } from './frames.ts';
import { type LivePort, startLiveConnection } from './live-connection.ts';
import type { LiveStore } from './live-store.ts';
import type { NotificationsPage } from './notifications-state.ts';

interface UserLiveOptions {
  port: LivePort<NotificationsPage>;
  store: LiveStore;
  backoff: Backoff;
}

/** Keeps a store up with what concerns the person signed in; gives what stops it. */
export function startUserLive({ port, store, backoff }: UserLiveOptions): () => void {
  return startLiveConnection({
    port,
    backoff,
    onSnapshot: (page) => store.apply({ type: 'snapshot', page }),
    onStatus: store.moveStatus,
    onFrame: (position, type, data) => {
      const read = readUserFrame(type, data);
      store.announce(read);
      if (read.kind !== 'notifications') return;
      const at = port.now().toISOString();
      store.apply({ type: 'frame', position, at, frame: read.frame });
    },
  });
}
