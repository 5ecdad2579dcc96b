import type { Backoff } from './backoff.ts';
import { readUserFrame } from './frames.ts';
import type { LiveStore } from './live-store.ts';
import type { NotificationsPage } from './notifications-state.ts';

interface SubscriptionHandlers {
  onFrame: (position: string, type: string, data: unknown) => void;
  onOpened: () => void;
  onLost: () => void;
  /** The subscription is over: the server ended it, or it was refused. */
  onEnded: (refused: boolean) => void;
}

/** What the live connection needs of the world; tests give their own. */
export interface LivePort {
  loadSnapshot: () => Promise<NotificationsPage>;
  subscribe: (lastPosition: string, handlers: SubscriptionHandlers) => { unsubscribe: () => void };
  isOnline: () => boolean;
  now: () => Date;
}

interface LiveConnectionOptions {
  port: LivePort;
  store: LiveStore;
  backoff: Backoff;
}

/**
 * One live connection: a snapshot gives the list, its count and the log position it was read at;
 * the subscription then brings everything after that position, once and in order. tRPC resumes a
 * lost socket from the last frame by itself; what it does not mend (a refused or failed
 * subscription, a log that cannot serve the position) begins again here, after a pause.
 */
export function startLiveConnection({ port, store, backoff }: LiveConnectionOptions): () => void {
  let stopped = false;
  let subscription: { unsubscribe: () => void } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Counts beginnings: what an abandoned one still has to say no longer matters.
  let era = 0;

  const lost = () => store.moveStatus({ type: 'lost', at: port.now(), online: port.isOnline() });

  const beginLater = () => {
    if (stopped) return;
    subscription?.unsubscribe();
    subscription = null;
    era += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void begin(), backoff.nextDelayMs());
  };

  const follow = (position: number, current: number) => {
    const alive = () => !stopped && current === era;
    subscription = port.subscribe(String(position), {
      onFrame: (id, type, data) => {
        if (!alive()) return;
        backoff.reset();
        take(Number(id), type, data);
      },
      onOpened: () => alive() && store.moveStatus({ type: 'opened' }),
      onLost: () => alive() && lost(),
      onEnded: (refused) => {
        if (!alive() || refused) return;
        lost();
        beginLater();
      },
    });
  };

  const take = (position: number, type: string, data: unknown) => {
    const read = readUserFrame(type, data);
    store.announce(read);
    switch (read.kind) {
      case 'notifications':
        store.apply({ type: 'frame', position, at: port.now().toISOString(), frame: read.frame });
        return;
      case 'live':
        store.moveStatus({ type: 'caught-up' });
        return;
      case 'snapshot-required':
        lost();
        beginLater();
        return;
      case 'file':
      case 'unknown':
        return;
    }
  };

  const begin = async () => {
    const current = era;
    try {
      const page = await port.loadSnapshot();
      if (stopped || current !== era) return;
      store.apply({ type: 'snapshot', page });
      store.moveStatus({ type: 'snapshot-loaded' });
      follow(page.position, current);
    } catch (error) {
      if (stopped || current !== era) return;
      console.warn('the snapshot could not be loaded', error);
      lost();
      beginLater();
    }
  };

  store.moveStatus({ type: 'started' });
  void begin();

  return () => {
    stopped = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
    store.moveStatus({ type: 'stopped' });
  };
}
