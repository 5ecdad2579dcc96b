import type { Notification } from '#client/api/types.ts';

/**
 * The notifications as one person sees them: a list that began as a snapshot and is kept up by the
 * frames that follow it. Everything in it is a value with the log position it was true at, and an
 * older position never overwrites a newer one, in whatever order answers and frames arrive.
 */
export interface NotificationsState {
  /** False until the first snapshot: an empty list means "none" only when this is true. */
  loaded: boolean;
  /** Newest first. */
  items: readonly Notification[];
  nextCursor: string | null;
  unreadCount: number;
  /** Where `unreadCount` was true. */
  countPosition: number;
  /** The newest frame or snapshot applied to `items`. */
  position: number;
  /** Read or unread marks that frames brought, kept for pages that were read before them. */
  marks: ReadonlyMap<string, { position: number; readAt: string | null }>;
  /** What this page asked for and has no frame for yet: id → read. */
  pending: ReadonlyMap<string, boolean>;
}

export interface NotificationsPage {
  results: readonly Notification[];
  nextCursor: string | null;
  unreadCount: number;
  position: number;
}

export type NotificationsFrame =
  | { type: 'notification'; notification: Notification; unreadCount: number }
  | {
      type: 'notification.read' | 'notification.unread';
      ids: readonly string[];
      unreadCount: number;
    };

export type NotificationsAction =
  | { type: 'snapshot'; page: NotificationsPage }
  | { type: 'older-page'; page: NotificationsPage }
  | { type: 'frame'; position: number; at: string; frame: NotificationsFrame }
  | { type: 'mark-asked'; ids: readonly string[]; read: boolean }
  | { type: 'mark-failed'; ids: readonly string[] };

export const noNotifications: NotificationsState = {
  loaded: false,
  items: [],
  nextCursor: null,
  unreadCount: 0,
  countPosition: -1,
  position: -1,
  marks: new Map(),
  pending: new Map(),
};

export function reduceNotifications(
  state: NotificationsState,
  action: NotificationsAction,
): NotificationsState {
  switch (action.type) {
    case 'snapshot':
      return applySnapshot(state, action.page);
    case 'older-page':
      return applyOlderPage(state, action.page);
    case 'frame':
      return action.position > state.position ? applyFrame(state, action) : state;
    case 'mark-asked':
      return { ...state, pending: withEntries(state.pending, action.ids, action.read) };
    case 'mark-failed':
      return { ...state, pending: without(state.pending, action.ids) };
  }
}

function applySnapshot(state: NotificationsState, page: NotificationsPage): NotificationsState {
  if (state.loaded && page.position < state.position) return state;
  return {
    ...noNotifications,
    loaded: true,
    items: page.results,
    nextCursor: page.nextCursor,
    unreadCount: page.unreadCount,
    countPosition: page.position,
    position: page.position,
  };
}

function applyOlderPage(state: NotificationsState, page: NotificationsPage): NotificationsState {
  const known = new Set(state.items.map((item) => item.id));
  const older = page.results
    .filter((item) => !known.has(item.id))
    .map((item) => {
      const mark = state.marks.get(item.id);
      return mark && mark.position > page.position ? { ...item, read_at: mark.readAt } : item;
    });
  return {
    ...withCount(state, page.unreadCount, page.position),
    items: [...state.items, ...older],
    nextCursor: page.nextCursor,
  };
}

function applyFrame(
  state: NotificationsState,
  { position, at, frame }: Extract<NotificationsAction, { type: 'frame' }>,
): NotificationsState {
  const counted = { ...withCount(state, frame.unreadCount, position), position };
  if (frame.type === 'notification') {
    const others = state.items.filter((item) => item.id !== frame.notification.id);
    return { ...counted, items: [frame.notification, ...others] };
  }
  const ids = new Set(frame.ids);
  const readAt = frame.type === 'notification.read' ? at : null;
  return {
    ...counted,
    items: state.items.map((item) =>
      // A notification read twice keeps the time of the first reading.
      ids.has(item.id) && (item.read_at === null) !== (readAt === null)
        ? { ...item, read_at: readAt }
        : item,
    ),
    marks: withEntries(state.marks, frame.ids, { position, readAt }),
    pending: without(state.pending, frame.ids),
  };
}

function withCount(
  state: NotificationsState,
  unreadCount: number,
  position: number,
): NotificationsState {
  return position > state.countPosition
    ? { ...state, unreadCount, countPosition: position }
    : state;
}

function withEntries<Value>(
  map: ReadonlyMap<string, Value>,
  ids: readonly string[],
  value: Value,
): ReadonlyMap<string, Value> {
  const next = new Map(map);
  for (const id of ids) next.set(id, value);
  return next;
}

function without<Value>(
  map: ReadonlyMap<string, Value>,
  ids: readonly string[],
): ReadonlyMap<string, Value> {
  if (!ids.some((id) => map.has(id))) return map;
  const next = new Map(map);
  for (const id of ids) next.delete(id);
  return next;
}

/** What to show: the list and its count with this page's own marks already on them. */
export interface NotificationsView {
  loaded: boolean;
  notifications: readonly Notification[];
  unreadCount: number;
  hasOlder: boolean;
}

export function viewNotifications(state: NotificationsState, nowIso: string): NotificationsView {
  let unreadCount = state.unreadCount;
  const notifications = state.items.map((item) => {
    const read = state.pending.get(item.id);
    if (read === undefined || read === (item.read_at !== null)) return item;
    unreadCount += read ? -1 : 1;
    return { ...item, read_at: read ? nowIso : null };
  });
  return {
    loaded: state.loaded,
    notifications,
    unreadCount: Math.max(0, unreadCount),
    hasOlder: state.nextCursor !== null,
  };
}
