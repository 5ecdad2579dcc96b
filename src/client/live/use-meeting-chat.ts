import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { beginMeetingChat } from './begin-meeting-chat.ts';
import type { NewMessage } from './chat-state.ts';
import { type ChatMessage, type ChatView, viewChat } from './chat-view.ts';
import { useLive, useShared } from './live-context.tsx';
import type { LiveStatus } from './live-status.ts';

export type { ChatMessage, NewMessage };

export interface MeetingChatView extends ChatView {
  /** Shows it at once as `sending`; it is `sent` when its own durable frame has come. */
  sendMessage: (text: string, links?: Partial<Omit<NewMessage, 'text'>>) => void;
  /** Says an emoji to a message, or takes it back; rejects when the server does not take it. */
  react: (messageId: string, emoji: string, isOn: boolean) => Promise<void>;
  /** Sends a message whose state is `failed` once more. */
  retry: (clientId: string) => void;
  /** Forgets a message whose state is `failed`. */
  discard: (clientId: string) => void;
  /** To be called at each key press; the others are told every few seconds at most. */
  setTyping: () => void;
  /** Loads the page before the oldest message; rejects when that fails. */
  loadEarlier: () => Promise<void>;
  /** Loads earlier pages until this message is there; false where it is in none. */
  loadBackTo: (messageId: string) => Promise<boolean>;
  /** True while everything up to now is here. */
  isConnected: boolean;
  status: LiveStatus;
}

/**
 * A meeting's chat, live; using it is being in the room, until the last component that uses it is
 * gone. However many components use it for one meeting, they share one subscription.
 *
 * - `messages`: oldest first, `state` is `sent`, `sending` or `failed`. Those with `kind: 'system'`
 *   say in `system` that `user` `joined` or `left`; a deleted one has `deleted_at` and no text.
 *   Messages that are not stored yet come last; their `id` is their `client_id`.
 * - `participants`: who is in the room. `typing`: who is typing, without oneself.
 * - `loaded`: false until the first page is here. `hasEarlier`, `loadEarlier()`: the pages before it.
 * - each message has what it answers (`reply_to_id`), its files (`file_ids`) and `reactions`, each
 *   `{emoji, user_ids}`; `unread` says what of the chat was not read when it was opened.
 * - `sendMessage(text, {replyToId, fileIds})`, `react(messageId, emoji, isOn)`, `retry(clientId)`, `discard(clientId)`, `setTyping()`. What is not stored yet
 *   outlives a reload on this device.
 * - `isConnected`, `status`: how far it can be trusted; `closed` where the meeting is unknown or
 *   one may not enter.
 */
export function useMeetingChat(meetingId: string): MeetingChatView {
  const meetings = useLive().meetings(beginMeetingChat);
  const { data: session } = trpc.auth.status.useQuery();
  const self = session?.user;
  const selfId = self?.id ?? '';
  const state = useShared(meetings, meetingId, (chat) => chat.state());
  const status = useShared(meetings, meetingId, (chat) => chat.status());
  const view = useMemo(
    () => viewChat(state, meetingId, self ?? { id: '', name: '', avatar_url: null }),
    [state, meetingId, self],
  );
  const actions = useMemo(
    () => ({
      sendMessage: (text: string, links?: Partial<Omit<NewMessage, 'text'>>) =>
        meetings.get(meetingId).send(text, links),
      react: (messageId: string, emoji: string, isOn: boolean) =>
        meetings.get(meetingId).react(messageId, emoji, { id: selfId, isOn }),
      retry: (clientId: string) => meetings.get(meetingId).retry(clientId),
      discard: (clientId: string) => meetings.get(meetingId).discard(clientId),
      setTyping: () => meetings.get(meetingId).setTyping(),
      loadEarlier: () => meetings.get(meetingId).loadEarlier(),
      loadBackTo: (messageId: string) => meetings.get(meetingId).loadBackTo(messageId),
    }),
    [meetings, meetingId, selfId],
  );
  return { ...view, ...actions, isConnected: status.state === 'live', status };
}
