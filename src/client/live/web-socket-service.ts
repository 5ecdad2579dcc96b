import { cookieAccess, type GetToken, tokenAccess } from '#client/api/access.ts';
import { serverAddress, type ServerOptions } from '#client/api/server-address.ts';
import type { Notification, Person } from '#client/api/types.ts';
import type { StoredMessage } from './chat-state.ts';
import {
  type ConnectionState,
  openPlainChannel,
  type PlainChannel,
  type PlainFrame,
} from './plain-channel.ts';

export interface WebSocketServiceOptions extends ServerOptions {
  /** Unset, the session's cookie of the product's own pages. */
  getToken?: GetToken | undefined;
}

interface ConnectionListener {
  onConnectionChange?: (state: ConnectionState) => void;
}

export interface Connection {
  close: () => void;
}

export interface UserNotificationsListener extends ConnectionListener {
  onNotification?: (notification: Notification) => void;
  /** Marked on whatever device. */
  onRead?: (ids: string[]) => void;
  onUnread?: (ids: string[]) => void;
  /** How many are unread, each time it is told. */
  onUnreadCount?: (count: number) => void;
}

export interface UserNotificationsConnection extends Connection {
  markAsRead: (ids: string[]) => void;
}

/** What happened, with the log position it happened at: null for live statistics. */
export interface ChannelEvent {
  type: string;
  position: string | null;
  data: unknown;
}

export interface ChannelListener extends ConnectionListener {
  onNotification?: (event: ChannelEvent) => void;
}

export interface MeetingChatListener extends ConnectionListener {
  /** Who is there and the latest messages: at first, and when the log could not be resumed. */
  onReady?: (room: { participants: Person[]; messages: StoredMessage[] }) => void;
  /** Somebody's or one's own: then it is stored now. */
  onMessage?: (message: StoredMessage) => void;
  onMessageEdited?: (message: StoredMessage) => void;
  onMessageDeleted?: (message: StoredMessage) => void;
  onParticipantJoined?: (message: StoredMessage) => void;
  onParticipantLeft?: (message: StoredMessage) => void;
  onPresence?: (participants: Person[]) => void;
  onTyping?: (person: Person) => void;
  /** What was sent could not be taken; `client_id` says which message. */
  onError?: (error: { code: string; message: string; client_id: string | null }) => void;
}

export interface MeetingChatConnection extends Connection {
  /**
   * Sends a message, again after each loss until its own frame has come; gives its client id. One
   * and the same client id is one message, however often it is sent.
   */
  sendMessage: (text: string) => string;
  sendTyping: () => void;
}

interface Shared {
  channel: PlainChannel;
  state: ConnectionState;
  /** As it was told last; null where the channel tells none. */
  unreadCount: number | null;
  listeners: Set<{ onFrame: (frame: PlainFrame) => void } & ConnectionListener>;
}

/**
 * Live channels without React: plain sockets that mend themselves, one for each channel. Only of a
 * meeting's chat each listener has its own: it begins with what was said and who is there at that moment.
 */
export interface WebSocketService {
  /** Where the server is and how to show who one is; for the connections made from then on. */
  configure: (options: WebSocketServiceOptions) => void;
  connectToUserNotifications: (
    userId: string,
    listener: UserNotificationsListener,
  ) => UserNotificationsConnection;
  connectToProjectNotifications: (projectId: string, listener: ChannelListener) => Connection;
  connectToMeetingChat: (meetingId: string, listener: MeetingChatListener) => MeetingChatConnection;
  connectToSystemNotifications: (listener: ChannelListener) => Connection;
}

export function createWebSocketService(initial: WebSocketServiceOptions = {}): WebSocketService {
  let options = initial;
  const shared = new Map<string, Shared>();

  const open = (path: string, key: string): Shared => {
    const known = shared.get(key);
    if (known) return known;
    const { getToken } = options;
    const listeners: Shared['listeners'] = new Set();
    const channel = openPlainChannel({
      server: serverAddress(options),
      access: getToken ? tokenAccess(getToken) : cookieAccess,
      path,
      onFrame: (frame) => {
        const { unread_count: unreadCount } = (frame.data ?? {}) as { unread_count?: number };
        entry.unreadCount = unreadCount ?? entry.unreadCount;
        for (const listener of listeners) listener.onFrame(frame);
      },
      onState: (state) => {
        entry.state = state;
        // Who connects again after a final no gets a connection of its own.
        if (state === 'closed' && shared.get(key) === entry) shared.delete(key);
        for (const listener of listeners) listener.onConnectionChange?.(state);
      },
    });
    const entry: Shared = { channel, state: 'connecting', unreadCount: null, listeners };
    shared.set(key, entry);
    return entry;
  };

  const join = (
    path: string,
    { onConnectionChange }: ConnectionListener,
    onFrame: (frame: PlainFrame) => void,
    key = path,
  ) => {
    const entry = open(path, key);
    const listener = { onFrame, ...(onConnectionChange ? { onConnectionChange } : {}) };
    entry.listeners.add(listener);
    onConnectionChange?.(entry.state);
    return {
      unreadCount: entry.unreadCount,
      send: (message: object) => entry.channel.send(message),
      close: () => {
        if (!entry.listeners.delete(listener)) return;
        onConnectionChange?.('closed');
        if (entry.listeners.size === 0) entry.channel.close();
      },
    };
  };

  return {
    configure: (next) => {
      options = next;
    },

    connectToUserNotifications: (userId, listener) => {
      const path = `/ws/notifications/${userId}/`;
      const { send, close, unreadCount } = join(path, listener, (frame) => {
        const data = frame.data as Record<string, unknown>;
        if (typeof data.unread_count === 'number') listener.onUnreadCount?.(data.unread_count);
        if (frame.type === 'notification') {
          const told = frame.data as Notification & { unread_count: number };
          const { unread_count: _, ...notification } = told;
          listener.onNotification?.(notification);
        }
        if (frame.type === 'notification.read') listener.onRead?.(data.ids as string[]);
        if (frame.type === 'notification.unread') listener.onUnread?.(data.ids as string[]);
      });
      if (unreadCount !== null) listener.onUnreadCount?.(unreadCount);
      return { close, markAsRead: (ids) => void send({ type: 'read', ids }) };
    },

    connectToProjectNotifications: (projectId, listener) =>
      join(`/ws/projects/${projectId}/notifications/`, listener, tellOf(listener)),

    connectToSystemNotifications: (listener) => join('/ws/system/', listener, tellOf(listener)),

    connectToMeetingChat: (meetingId, listener) => {
      const unstored = new Map<string, string>();
      const { send, close } = join(
        `/ws/meetings/${meetingId}/chat/`,
        {
          onConnectionChange: (state) => {
            listener.onConnectionChange?.(state);
            if (state !== 'live') return;
            for (const [clientId, text] of unstored) {
              send({ type: 'message', text, client_id: clientId });
            }
          },
        },
        (frame) => tellOfChat(listener, unstored, frame),
        crypto.randomUUID(),
      );
      return {
        close,
        sendMessage: (text) => {
          const clientId = crypto.randomUUID();
          unstored.set(clientId, text);
          send({ type: 'message', text, client_id: clientId });
          return clientId;
        },
        sendTyping: () => void send({ type: 'typing' }),
      };
    },
  };
}

function tellOf(listener: ChannelListener) {
  return ({ type, position, data }: PlainFrame) => {
    if (type !== 'ready' && type !== 'live') listener.onNotification?.({ type, position, data });
  };
}

function tellOfChat(
  listener: MeetingChatListener,
  unstored: Map<string, string>,
  { type, data }: PlainFrame,
): void {
  switch (type) {
    case 'ready': {
      const room = data as { participants?: Person[]; messages?: StoredMessage[] };
      for (const message of room.messages ?? []) forget(unstored, message);
      listener.onReady?.({ participants: room.participants ?? [], messages: room.messages ?? [] });
      return;
    }
    case 'message':
      forget(unstored, data as StoredMessage);
      return listener.onMessage?.(data as StoredMessage);
    case 'message.edited':
      return listener.onMessageEdited?.(data as StoredMessage);
    case 'message.deleted':
      return listener.onMessageDeleted?.(data as StoredMessage);
    case 'participant.joined':
      return listener.onParticipantJoined?.(data as StoredMessage);
    case 'participant.left':
      return listener.onParticipantLeft?.(data as StoredMessage);
    case 'presence':
      return listener.onPresence?.((data as { participants: Person[] }).participants);
    case 'typing':
      return listener.onTyping?.((data as { user: Person }).user);
    case 'error': {
      const error = data as { code: string; message: string; client_id: string | null };
      // Refused: the same again would be refused again, unless the moment was to blame.
      const isFinal = error.code !== 'unavailable' && error.code !== 'request.too_many';
      if (error.client_id !== null && isFinal) unstored.delete(error.client_id);
      return listener.onError?.(error);
    }
  }
}

function forget(unstored: Map<string, string>, { client_id: clientId }: StoredMessage): void {
  if (clientId !== null) unstored.delete(clientId);
}

/** The one for an app; `configure` it before the first connection where the server is elsewhere. */
export const webSocketService = createWebSocketService();
