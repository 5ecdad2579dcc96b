import type { ListedNotification } from '#client/api/types.ts';
import type { Entry } from './notification-entries.ts';
import type { NotificationFilter, NotificationsState } from './notifications-state.ts';

/** What to show: a list and the count with this page's own asks already on them. */
export interface NotificationsView {
  /** False until the list's first page: empty means "none" only when this is true. */
  loaded: boolean;
  /** Newest first. */
  notifications: readonly ListedNotification[];
  unreadCount: number;
  hasOlder: boolean;
}

/** Several parts of a page look at the same list: it is put together once. */
const views = new WeakMap<NotificationsState, Map<NotificationFilter, NotificationsView>>();

export function viewNotifications(
  state: NotificationsState,
  filter: NotificationFilter = 'all',
): NotificationsView {
  const known = views.get(state) ?? new Map<NotificationFilter, NotificationsView>();
  views.set(state, known);
  const view = known.get(filter) ?? newView(state, filter);
  known.set(filter, view);
  return view;
}

function newView(state: NotificationsState, filter: NotificationFilter): NotificationsView {
  const list = state.lists[filter];
  const floor = list?.floor ?? Infinity;
  const overlaid = withAsks(state);
  const notifications: ListedNotification[] = [];
  for (const [id, entry] of state.entries) {
    const one = overlaid.shown.get(id) ?? listed(entry);
    if (one && one.position >= floor && belongs(one, filter)) notifications.push(one);
  }
  return {
    loaded: list !== undefined,
    notifications: notifications.toSorted((one, other) => other.position - one.position),
    unreadCount: Math.max(0, state.unreadCount + overlaid.countChange),
    hasOlder: (list?.nextCursor ?? null) !== null,
  };
}

/** One of them, wherever it is; null where it is not loaded. */
export function viewNotification(state: NotificationsState, id: string): ListedNotification | null {
  const entry = state.entries.get(id);
  return withAsks(state).shown.get(id) ?? (entry ? listed(entry) : null);
}

function belongs(one: ListedNotification, filter: NotificationFilter): boolean {
  switch (filter) {
    case 'all':
      return isInList(one);
    case 'unread':
      return isInList(one) && one.read_at === null;
    case 'mentions':
      return isInList(one) && one.category === 'mention';
    case 'snoozed':
      return one.snoozed_until !== null;
    case 'archived':
      return one.archived_at !== null;
  }
}

function isInList(one: ListedNotification): boolean {
  return one.archived_at === null && one.snoozed_until === null;
}

const cache = new WeakMap<Entry, ListedNotification>();

/** The same object for the same entry, so that a row that did not change is not drawn again. */
function listed(entry: Entry): ListedNotification | null {
  const { content, readAt, place, rank } = entry;
  if (!content || !readAt || !place || !rank) return null;
  const known = cache.get(entry);
  if (known) return known;
  const one = {
    ...content,
    read_at: readAt.value,
    archived_at: place.value.archivedAt,
    snoozed_until: place.value.snoozedUntil,
    position: rank.value,
  };
  cache.set(entry, one);
  return one;
}

/** Those that asks change, as they will be, and by how much the count will be another. */
function withAsks({ asks, entries }: NotificationsState) {
  const shown = new Map<string, ListedNotification>();
  let countChange = 0;
  for (const { ids, change, others } of asks) {
    countChange -= others;
    for (const id of ids) {
      const entry = entries.get(id);
      const before = shown.get(id) ?? (entry ? listed(entry) : null);
      if (!before) continue;
      const after = {
        ...before,
        ...(change.readAt === undefined ? {} : { read_at: change.readAt }),
        ...(change.place && {
          archived_at: change.place.archivedAt,
          snoozed_until: change.place.snoozedUntil,
        }),
      };
      shown.set(id, after);
      countChange += Number(belongs(after, 'unread')) - Number(belongs(before, 'unread'));
    }
  }
  return { shown, countChange };
}
