import type { Backoff } from './backoff.ts';
import { type LivePort, startLiveConnection } from './live-connection.ts';
import { listeners } from './listeners.ts';
import { liveProgress, type LiveStatus } from './live-status.ts';
import type { SharedStore } from './shared-stores.ts';

/** A frame as it came; `position` is null for what is not in the log. */
export interface ChannelFrame {
  position: number | null;
  type: string;
  data: unknown;
}

/** Told of the moment only: over tRPC they carry the position at which their reader stands. */
const passing = new Set(['presence', 'typing', 'stats', 'task.looking']);

/** What a channel adds up to, for `useSyncExternalStore`. */
export interface ChannelStore<State> extends SharedStore {
  state: () => State;
  status: () => LiveStatus;
  /** From where in the log it has told everything; -1 before it has told anything. */
  beganAt: () => number;
  /** Calls back with each frame that came after the snapshot. */
  onFrame: (listener: (frame: ChannelFrame) => void) => () => void;
}

interface ChannelStoreOptions<State, Snapshot extends { position: number | null }> {
  port: LivePort<Snapshot>;
  backoff: Backoff;
  initial: State;
  /** The state that a fresh snapshot begins. */
  begin: (state: State, snapshot: Snapshot) => State;
  reduce: (state: State, frame: ChannelFrame) => State;
}

export function startChannelStore<State, Snapshot extends { position: number | null }>(
  options: ChannelStoreOptions<State, Snapshot>,
): ChannelStore<State> {
  const { port, backoff, begin, reduce } = options;
  let state = options.initial;
  let position = -1;
  let beganAt = -1;
  const changes = listeners();
  const frames = listeners<[frame: ChannelFrame]>();
  const progress = liveProgress(changes.tell);
  const stop = startLiveConnection({
    port,
    backoff,
    onSnapshot: (snapshot) => {
      state = begin(state, snapshot);
      if (snapshot.position !== null) position = beganAt = snapshot.position;
      changes.tell();
    },
    onFrame: (at, type, data) => {
      const isState = type === 'ready' || type === 'live';
      const isPassing = passing.has(type);
      if (!isState && !isPassing && at <= position) return;
      // Resumed it begins where it was: what it begins beyond, it was not told.
      if (type === 'ready' && at > position) beganAt = at;
      position = Math.max(position, at);
      const frame = { position: isPassing ? null : at, type, data };
      state = reduce(state, frame);
      if (!isState) frames.tell(frame);
      changes.tell();
    },
    onStatus: progress.move,
  });
  return {
    state: () => state,
    status: progress.status,
    beganAt: () => beganAt,
    subscribe: changes.add,
    onFrame: frames.add,
    stop,
  };
}
