import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { type ChatMessage, type ChatPerson, type ChatView, viewChat } from './chat-state.ts';
import { useLive, useShared } from './live-context.tsx';
import type { LiveStatus } from './live-status.ts';

export type { ChatMessage, ChatPerson };

export interface MeetingChatView extends ChatView {
  /** Shows it at once as `sending`; it is `sent` when its own durable frame has come. */
  sendMessage: (text: string) => void;
  /** Sends a message whose state is `failed` once more. */
  retry: (clientId: string) => void;
  /** Forgets a message whose state is `failed`. */
  discard: (clientId: string) => void;
  /** To be called at each key press; the others are told every few seconds at most. */
  setTyping: () => void;
  /** Loads the page before the oldest message; rejects when that fails. */
  loadEarlier: () => Promise<void>;
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
 * - `sendMessage(text)`, `retry(clientId)`, `discard(clientId)`, `setTyping()`. What is not stored yet
 *   outlives a reload on this device.
 * - `isConnected`, `status`: how far it can be trusted; `closed` where the meeting is unknown or
 *   one may not enter.
 */
export function useMeetingChat(meetingId: string): MeetingChatView {
  const { meetings } = useLive();
  const { data: session } = trpc.auth.status.useQuery();
  const self = session?.user;
  const state = useShared(meetings, meetingId, (chat) => chat.state());
  const status = useShared(meetings, meetingId, (chat) => chat.status());
  const view = useMemo(
    () => viewChat(state, meetingId, self ?? { id: '', name: '', avatar_url: null }),
    [state, meetingId, self],
  );
  const actions = useMemo(
    () => ({
      sendMessage: (text: string) => meetings.get(meetingId).send(text),
      retry: (clientId: string) => meetings.get(meetingId).retry(clientId),
      discard: (clientId: string) => meetings.get(meetingId).discard(clientId),
      setTyping: () => meetings.get(meetingId).setTyping(),
      loadEarlier: () => meetings.get(meetingId).loadEarlier(),
    }),
    [meetings, meetingId],
  );
  return { ...view, ...actions, isConnected: status.state === 'live', status };
}
