/**
 * A device as the web app makes one, without the screen: the app's own reducer, fed with frames of
 * the real server. What is on its way (frames, pages, answers) waits until the test lets it arrive.
 */
import { readUserFrame } from '#client/live/frames.ts';
import { notificationsPage } from '#client/live/notifications-page.ts';
import {
  noNotifications,
  type NotificationFilter,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
} from '#client/live/notifications-state.ts';
import { viewNotifications } from '#client/live/notifications-view.ts';
import type {
  notificationsById,
  NotificationsSnapshot,
} from '#readmodels/notifications/notifications.query.ts';
import type { ReceivedFrame } from '#tests/support/live-clients.ts';

const at = '2026-05-04T08:00:00.000Z';

/** What the device asks of the server; each answer is of the moment of the question. */
export interface DeviceServer {
  page: (filter: NotificationFilter, cursor: string | null) => Promise<NotificationsSnapshot>;
  byIds: (ids: string[]) => ReturnType<typeof notificationsById>;
  /** All frames so far, in the order of the log. */
  frames: readonly ReceivedFrame[];
}

export class Device {
  state: NotificationsState = noNotifications;
  /** Where in the frames the connection is. */
  #next = 0;
  readonly #server: DeviceServer;
  /** Answers to pages and asks that have not arrived. */
  #arriving: NotificationsAction[] = [];
  #asks = 0;

  constructor(server: DeviceServer) {
    this.#server = server;
  }

  #apply(action: NotificationsAction): void {
    this.state = reduceNotifications(this.state, action);
  }

  /** Begins, or begins anew as after `snapshot_required`. */
  async begin(): Promise<void> {
    this.#apply({
      type: 'snapshot',
      page: notificationsPage(await this.#server.page('all', null)),
    });
    this.resume();
  }

  /** The connection was lost, with all that was on its way; it goes on after the last frame. */
  resume(): void {
    const { frames } = this.#server;
    const next = frames.findIndex(({ position }) => position > this.state.position);
    this.#next = next < 0 ? frames.length : next;
  }

  /** The next so many frames arrive. */
  receive(count: number): void {
    for (const { type, position, data } of this.#server.frames.slice(
      this.#next,
      this.#next + count,
    )) {
      this.#next += 1;
      const read = readUserFrame(type, data);
      if (read.kind !== 'notifications') throw new Error(`${type} is no notification's`);
      this.#apply({ type: 'frame', position, at, frame: read.frame });
    }
  }

  /** Asks for the next page of a list. */
  async askForPage(filter: NotificationFilter): Promise<void> {
    const list = this.state.lists[filter];
    if (list && list.nextCursor === null) return;
    const from = list?.nextCursor ?? null;
    const page = notificationsPage(await this.#server.page(filter, from));
    this.#arriving.push({ type: 'page', filter, from, page });
  }

  async askForWanted(): Promise<void> {
    const ids = [...this.state.wanted];
    if (ids.length === 0) return;
    const page = notificationsPage(await this.#server.byIds(ids));
    this.#arriving.push({ type: 'fetched', ids, page });
  }

  /** Shows a change at once; the server's answer is on its way when this resolves. */
  async change(
    ids: readonly string[],
    change: Extract<NotificationsAction, { type: 'asked' }>['change'],
    carryOut: () => Promise<number | null>,
  ): Promise<void> {
    this.#asks += 1;
    const number = this.#asks;
    this.#apply({ type: 'asked', number, ids, change, others: 0 });
    const position = await carryOut();
    this.#arriving.push(
      position === null ? { type: 'refused', number } : { type: 'answered', number, position },
    );
  }

  /** One of the answers on their way arrives, whichever. */
  arrive(which: number): void {
    const [action] = this.#arriving.splice(which % Math.max(1, this.#arriving.length), 1);
    if (action) this.#apply(action);
  }

  /** Everything arrives, and everything that was never loaded is. */
  async settle(): Promise<void> {
    for (;;) {
      this.receive(Infinity);
      while (this.#arriving.length > 0) this.arrive(0);
      await this.askForWanted();
      for (const filter of filters) await this.askForPage(filter);
      if (this.#arriving.length === 0) return;
    }
  }

  /** What is on the screen: whether it is read and archived counts, not when. */
  screen() {
    return screenOf((filter) => {
      const view = viewNotifications(this.state, filter);
      return { rows: view.notifications, unreadCount: view.unreadCount };
    });
  }
}

export const filters = ['all', 'unread', 'mentions', 'snoozed', 'archived'] as const;

export function screenOf(
  list: (filter: NotificationFilter) => {
    rows: readonly NotificationsSnapshot['results'][number][];
    unreadCount: number;
  },
) {
  return filters.map((filter) => {
    const { rows, unreadCount } = list(filter);
    return {
      filter,
      unreadCount,
      rows: rows.map((row) => ({
        title: row.title,
        read: row.read_at !== null,
        archived: row.archived_at !== null,
        snoozedUntil: row.snoozed_until,
      })),
    };
  });
}
