import { type Ask, createAskQueue } from './ask-queue.ts';
import type { UserFrame } from './frames.ts';
import { type LiveEvent, type LiveStatus, nextLiveProgress, notStarted } from './live-status.ts';
import {
  noNotifications,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
} from './notifications-state.ts';

type FrameListener = (frame: UserFrame) => void;

/** Holds what the live connection knows, for `useSyncExternalStore`. */
export interface LiveStore {
  status: () => LiveStatus;
  notifications: () => NotificationsState;
  subscribe: (listener: () => void) => () => void;
  /** Calls back with each frame that came after the snapshot. */
  onFrame: (listener: FrameListener) => () => void;
  moveStatus: (event: LiveEvent) => void;
  apply: (action: NotificationsAction) => void;
  /** Changes notifications: shown at once, carried out in turn. */
  ask: Ask;
  announce: (frame: UserFrame) => void;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

export function createLiveStore(): LiveStore {
  let progress = notStarted;
  let notifications = noNotifications;
  const listeners = new Set<() => void>();
  const frameListeners = new Set<FrameListener>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const apply = (action: NotificationsAction) => {
    const next = reduceNotifications(notifications, action);
    if (next === notifications) return;
    notifications = next;
    tell();
  };
  return {
    status: () => progress.status,
    notifications: () => notifications,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFrame: (listener) => {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    moveStatus: (event) => {
      const next = nextLiveProgress(progress, event);
      if (next === progress) return;
      progress = next;
      tell();
    },
    apply,
    ask: createAskQueue(apply),
    announce: (frame) => {
      for (const listener of frameListeners) listener(frame);
    },
    clear: () => {
      progress = notStarted;
      notifications = noNotifications;
      tell();
    },
  };
}
