import type { ListedNotification, Notification } from '#client/api/types.ts';
import {
  type Entries,
  type Place,
  type Told,
  toldByRow,
  withoutEntries,
  withTold,
} from './notification-entries.ts';

/** The lists there are: what is to be seen now, the unread and the mentions of it, what is put off, put away. */
export type NotificationFilter = 'all' | 'unread' | 'mentions' | 'snoozed' | 'archived';

/** How far down a list is loaded: everything that stands at `floor` or above is here. */
interface Loaded {
  floor: number;
  nextCursor: string | null;
}

/** What this page asked for and has no frame for yet. */
export interface Ask {
  number: number;
  ids: readonly string[];
  change: AskedChange;
  /** For all that are unread, loaded or not: how many those are that are not in `ids`. */
  others: number;
  /** The server did it, and tells it in frames up to here; null while it has not answered. */
  toldBy: number | null;
}

export interface AskedChange {
  readAt?: string | null;
  place?: Place;
}

/**
 * The notifications as one person sees them: lists that began as snapshots and are kept up by the
 * frames that follow. Everything in it is a value with the log position it was true at, and an
 * older position never overwrites a newer one, in whatever order answers and frames arrive.
 */
export interface NotificationsState {
  /** False until the first snapshot: an empty list means "none" only when this is true. */
  loaded: boolean;
  entries: Entries;
  lists: Readonly<Partial<Record<NotificationFilter, Loaded>>>;
  unreadCount: number;
  /** Where `unreadCount` was true. */
  countPosition: number;
  /** The newest frame or snapshot applied. */
  position: number;
  /** Of the snapshot that all began with: what is older lacks frames that nobody brings any more. */
  base: number;
  /** Told of by a frame and never loaded: to be fetched. */
  wanted: ReadonlySet<string>;
  asks: readonly Ask[];
}

export interface NotificationsPage {
  results: readonly ListedNotification[];
  nextCursor: string | null;
  unreadCount: number;
  position: number;
}

export type NotificationsFrame =
  | { type: 'notification'; notification: Notification; unreadCount: number }
  | {
      type:
        | 'notification.read'
        | 'notification.unread'
        | 'notification.archived'
        | 'notification.unarchived'
        | 'notification.snoozed'
        | 'notification.woken'
        | 'notification.withdrawn';
      ids: readonly string[];
      unreadCount: number;
      /** Of `notification.snoozed`; null in the others. */
      snoozedUntil: string | null;
      /** Of `notification.woken`: its time came, so it is first in the list, and unread. */
      due: boolean;
    }
  | { type: 'notification.expired'; ids: readonly string[]; unreadCount: number };

export type NotificationsAction =
  | { type: 'snapshot'; page: NotificationsPage }
  /** The next page of a list; its first where `from` is null. */
  | { type: 'page'; filter: NotificationFilter; from: string | null; page: NotificationsPage }
  | { type: 'fetched'; ids: readonly string[]; page: NotificationsPage }
  | { type: 'frame'; position: number; at: string; frame: NotificationsFrame }
  | { type: 'asked'; number: number; ids: readonly string[]; change: AskedChange; others: number }
  | { type: 'answered'; number: number; position: number }
  | { type: 'refused'; number: number };

export const noNotifications: NotificationsState = {
  loaded: false,
  entries: new Map(),
  lists: {},
  unreadCount: 0,
  countPosition: -1,
  position: -1,
  base: -1,
  wanted: new Set(),
  asks: [],
};

export function reduceNotifications(
  state: NotificationsState,
  action: NotificationsAction,
): NotificationsState {
  switch (action.type) {
    case 'snapshot':
      return applySnapshot(state, action.page);
    case 'page':
      return applyPage(state, action);
    case 'fetched': {
      if (action.page.position < state.base) return state;
      const paged = withPage(state, action.page);
      return { ...paged, wanted: without(paged.wanted, action.ids) };
    }
    case 'frame':
      return action.position > state.position ? applyFrame(state, action) : state;
    case 'asked': {
      const { number, ids, change, others } = action;
      return { ...state, asks: [...state.asks, { number, ids, change, others, toldBy: null }] };
    }
    case 'answered':
      return withoutTold({
        ...state,
        asks: state.asks.map((ask) =>
          ask.number === action.number ? { ...ask, toldBy: action.position } : ask,
        ),
      });
    case 'refused':
      return { ...state, asks: state.asks.filter(({ number }) => number !== action.number) };
  }
}

function applySnapshot(state: NotificationsState, page: NotificationsPage): NotificationsState {
  if (state.loaded && page.position < state.position) return state;
  return withoutTold({
    ...withPage({ ...noNotifications, asks: state.asks }, page),
    loaded: true,
    lists: { all: loadedTo(page) },
    position: page.position,
    base: page.position,
  });
}

function applyPage(
  state: NotificationsState,
  { filter, from, page }: Extract<NotificationsAction, { type: 'page' }>,
): NotificationsState {
  if (page.position < state.base) return state;
  const paged = withPage(state, page);
  // The list was begun anew since this was asked for; a hole must not come about.
  const known = state.lists[filter];
  if (from === null ? known !== undefined : known?.nextCursor !== from) return paged;
  return { ...paged, lists: { ...state.lists, [filter]: loadedTo(page) } };
}

function loadedTo({ nextCursor }: NotificationsPage): Loaded {
  return { floor: nextCursor === null ? 0 : Number(nextCursor), nextCursor };
}

function withPage(state: NotificationsState, page: NotificationsPage): NotificationsState {
  const told = new Map(page.results.map((row) => [row.id, toldByRow(row, page.position)]));
  return {
    ...withCount(state, page.unreadCount, page.position),
    entries: withTold(state.entries, told),
    wanted: without(state.wanted, [...told.keys()]),
  };
}

function applyFrame(
  state: NotificationsState,
  { position, at, frame }: Extract<NotificationsAction, { type: 'frame' }>,
): NotificationsState {
  if (frame.type === 'notification.expired') {
    return withoutTold({
      ...withCount(state, frame.unreadCount, position),
      position,
      entries: withoutEntries(state.entries, frame.ids),
      wanted: without(state.wanted, frame.ids),
    });
  }
  const told = toldByFrame(frame, position, at);
  // What was read elsewhere and is not loaded here is only remembered.
  const unknown =
    frame.type === 'notification' || frame.type === 'notification.read'
      ? []
      : frame.ids.filter((id) => isWithdrawn(frame) || !state.entries.get(id)?.content);
  return withoutTold({
    ...withCount(state, frame.unreadCount, position),
    position,
    entries: withTold(state.entries, told),
    wanted: unknown.length > 0 ? new Set([...state.wanted, ...unknown]) : state.wanted,
  });
}

/** It says something else from now on, so what is loaded of it is to be loaded anew. */
function isWithdrawn({ type }: NotificationsFrame): boolean {
  return type === 'notification.withdrawn';
}

/** One after which what it tells of is still there. */
type KeepingFrame = Exclude<NotificationsFrame, { type: 'notification.expired' }>;

function toldByFrame(frame: KeepingFrame, position: number, at: string): ReadonlyMap<string, Told> {
  if (frame.type === 'notification') {
    const { notification } = frame;
    return new Map([[notification.id, toldByRow({ ...notification, position }, position)]]);
  }
  const told = toldByMark(frame, position, at);
  return new Map(frame.ids.map((id) => [id, told]));
}

function toldByMark(
  frame: Exclude<KeepingFrame, { type: 'notification' }>,
  position: number,
  at: string,
): Told {
  const place = (archivedAt: string | null, snoozedUntil: string | null): Told => ({
    place: { value: { archivedAt, snoozedUntil }, position },
  });
  switch (frame.type) {
    case 'notification.read':
      return { readAt: { value: at, position } };
    case 'notification.unread':
      return { readAt: { value: null, position } };
    case 'notification.archived':
      return place(at, null);
    case 'notification.unarchived':
      return place(null, null);
    case 'notification.snoozed':
      return place(null, frame.snoozedUntil);
    case 'notification.woken':
      return frame.due
        ? {
            ...place(null, null),
            readAt: { value: null, position },
            rank: { value: position, position },
          }
        : place(null, null);
    case 'notification.withdrawn':
      return {};
  }
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

/** An ask is over when its frames have come; until then it lies over what is known. */
function withoutTold(state: NotificationsState): NotificationsState {
  const asks = state.asks.filter(({ toldBy }) => toldBy === null || toldBy > state.position);
  return asks.length === state.asks.length ? state : { ...state, asks };
}

function without(set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  if (!ids.some((id) => set.has(id))) return set;
  const next = new Set(set);
  for (const id of ids) next.delete(id);
  return next;
}
