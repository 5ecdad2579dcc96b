import { type Ask, createAskQueue } from './ask-queue.ts';
import type { UserFrame } from './frames.ts';
import { listeners } from './listeners.ts';
import { type LiveEvent, liveProgress, type LiveStatus } from './live-status.ts';
import {
  noNotifications,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
} from './notifications-state.ts';

/** Holds what the live connection knows, for `useSyncExternalStore`. */
export interface LiveStore {
  status: () => LiveStatus;
  notifications: () => NotificationsState;
  subscribe: (listener: () => void) => () => void;
  /** Calls back with each frame that came after the snapshot. */
  onFrame: (listener: (frame: UserFrame) => void) => () => void;
  moveStatus: (event: LiveEvent) => void;
  apply: (action: NotificationsAction) => void;
  /** Changes notifications: shown at once, carried out in turn. */
  ask: Ask;
  announce: (frame: UserFrame) => void;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

export function createLiveStore(): LiveStore {
  let notifications = noNotifications;
  const changes = listeners();
  const frames = listeners<[frame: UserFrame]>();
  const progress = liveProgress(changes.tell);
  const apply = (action: NotificationsAction) => {
    const next = reduceNotifications(notifications, action);
    if (next === notifications) return;
    notifications = next;
    changes.tell();
  };
  return {
    status: progress.status,
    notifications: () => notifications,
    subscribe: changes.add,
    onFrame: frames.add,
    moveStatus: progress.move,
    apply,
    ask: createAskQueue(apply),
    announce: frames.tell,
    clear: () => {
      notifications = noNotifications;
      progress.move({ type: 'stopped' });
      changes.tell();
    },
  };
}
