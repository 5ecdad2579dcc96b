import type { Backoff } from './backoff.ts';
import type { LiveEvent } from './live-status.ts';

export interface SubscriptionHandlers {
  onFrame: (position: string, type: string, data: unknown) => void;
  onOpened: () => void;
  onLost: () => void;
  /** The subscription is over: the server ended it, or it was refused. */
  onEnded: (refused: boolean) => void;
}

/** What a channel's connection needs of the world; tests give their own. */
export interface LivePort<Snapshot extends { position: number | null }> {
  /** Its position is null where there is none to load: then the channel begins now. */
  loadSnapshot: () => Promise<Snapshot>;
  /** Whether asking again after this failure would get the same answer. */
  isFinal: (error: unknown) => boolean;
  subscribe: (
    lastPosition: string | null,
    handlers: SubscriptionHandlers,
  ) => { unsubscribe: () => void };
  isOnline: () => boolean;
  now: () => Date;
}

interface LiveConnectionOptions<Snapshot extends { position: number | null }> {
  port: LivePort<Snapshot>;
  backoff: Backoff;
  onSnapshot: (snapshot: Snapshot) => void;
  onFrame: (position: number, type: string, data: unknown) => void;
  onStatus: (event: LiveEvent) => void;
}

/**
 * One channel: a snapshot gives what there is and the log position it was read at; the subscription
 * then brings everything after that position, once and in order. A lost socket is resumed from the
 * last frame by what is below; what that does not mend (a failed subscription, a log that cannot
 * serve the position) begins again here, after a pause. What the server refuses stays down.
 */
export function startLiveConnection<Snapshot extends { position: number | null }>({
  port,
  backoff,
  onSnapshot,
  onFrame,
  onStatus,
}: LiveConnectionOptions<Snapshot>): () => void {
  let stopped = false;
  let subscription: { unsubscribe: () => void } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Counts beginnings: what an abandoned one still has to say no longer matters.
  let era = 0;

  const lost = () => onStatus({ type: 'lost', at: port.now(), online: port.isOnline() });

  const beginLater = () => {
    if (stopped) return;
    subscription?.unsubscribe();
    subscription = null;
    era += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void begin(), backoff.nextDelayMs());
  };

  const follow = (from: number | null, current: number) => {
    const alive = () => !stopped && current === era;
    // Who begins now has caught up at once; after a loss it is resumed as any other.
    let beginsNow = from === null;
    subscription = port.subscribe(from === null ? null : String(from), {
      onFrame: (id, type, data) => {
        if (!alive()) return;
        if (type === 'snapshot_required') {
          lost();
          beginLater();
          return;
        }
        backoff.reset();
        const position = Number(id);
        onFrame(position, type, data);
        if (type === 'live' || (beginsNow && type === 'ready')) onStatus({ type: 'caught-up' });
        else onStatus({ type: 'moved', position, head: type === 'ready' ? headIn(data) : null });
        beginsNow = false;
      },
      onOpened: () => alive() && onStatus({ type: 'opened' }),
      onLost: () => alive() && lost(),
      onEnded: (refused) => {
        if (!alive()) return;
        if (refused) return onStatus({ type: 'stopped' });
        lost();
        beginLater();
      },
    });
  };

  const begin = async () => {
    const current = era;
    try {
      const snapshot = await port.loadSnapshot();
      if (stopped || current !== era) return;
      onSnapshot(snapshot);
      onStatus({ type: 'snapshot-loaded' });
      follow(snapshot.position, current);
    } catch (error) {
      if (stopped || current !== era) return;
      if (port.isFinal(error)) return onStatus({ type: 'stopped' });
      console.warn('the snapshot could not be loaded', error);
      lost();
      beginLater();
    }
  };

  onStatus({ type: 'started' });
  void begin();

  return () => {
    stopped = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
    onStatus({ type: 'stopped' });
  };
}

/** Where the log ended when the server began to serve the backlog; null where it does not say. */
function headIn(data: unknown): number | null {
  if (typeof data !== 'object' || data === null || !('head' in data)) return null;
  return Number(data.head);
}
