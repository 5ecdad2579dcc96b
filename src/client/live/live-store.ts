import type { FileFrame } from './frames.ts';
import { type LiveEvent, type LiveStatus, nextLiveStatus } from './live-status.ts';
import {
  noNotifications,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
} from './notifications-state.ts';

type FileListener = (frame: FileFrame) => void;

/** Holds what the live connection knows, for `useSyncExternalStore`. */
export interface LiveStore {
  status: () => LiveStatus;
  notifications: () => NotificationsState;
  subscribe: (listener: () => void) => () => void;
  onFile: (listener: FileListener) => () => void;
  moveStatus: (event: LiveEvent) => void;
  apply: (action: NotificationsAction) => void;
  announceFile: (frame: FileFrame) => void;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

export function createLiveStore(): LiveStore {
  let status: LiveStatus = { state: 'closed' };
  let notifications = noNotifications;
  const listeners = new Set<() => void>();
  const fileListeners = new Set<FileListener>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    status: () => status,
    notifications: () => notifications,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFile: (listener) => {
      fileListeners.add(listener);
      return () => fileListeners.delete(listener);
    },
    moveStatus: (event) => {
      const next = nextLiveStatus(status, event);
      if (next === status) return;
      status = next;
      tell();
    },
    apply: (action) => {
      const next = reduceNotifications(notifications, action);
      if (next === notifications) return;
      notifications = next;
      tell();
    },
    announceFile: (frame) => {
      for (const listener of fileListeners) listener(frame);
    },
    clear: () => {
      status = { state: 'closed' };
      notifications = noNotifications;
      tell();
    },
  };
}
