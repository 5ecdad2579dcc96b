import type { Backoff } from './backoff.ts';
import { type LivePort, startLiveConnection } from './live-connection.ts';
import { type LiveStatus, nextLiveProgress, notStarted } from './live-status.ts';
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
  /** Up to where in the log it has told; -1 before it has told anything. */
  position: () => number;
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
  let progress = notStarted;
  let position = -1;
  const listeners = new Set<() => void>();
  const frameListeners = new Set<(frame: ChannelFrame) => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const stop = startLiveConnection({
    port,
    backoff,
    onSnapshot: (snapshot) => {
      state = begin(state, snapshot);
      position = snapshot.position ?? position;
      tell();
    },
    onFrame: (at, type, data) => {
      const isState = type === 'ready' || type === 'live';
      const isPassing = passing.has(type);
      if (!isState && !isPassing && at <= position) return;
      position = Math.max(position, at);
      const frame = { position: isPassing ? null : at, type, data };
      state = reduce(state, frame);
      if (!isState) for (const listener of frameListeners) listener(frame);
      tell();
    },
    onStatus: (event) => {
      const next = nextLiveProgress(progress, event);
      if (next === progress) return;
      progress = next;
      tell();
    },
  });
  return {
    state: () => state,
    status: () => progress.status,
    position: () => position,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFrame: (listener) => {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    stop,
  };
}
