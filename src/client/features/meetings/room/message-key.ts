import type { ChatMessage } from '#client/live/chat-view.ts';

/** The same before and after the server has stored it, so that a row stays the row it was. */
export function messageKey(message: ChatMessage): string {
  return message.client_id === null ? message.id : `${authorOf(message)} ${message.client_id}`;
}

/** The id of who wrote it; empty where that is no longer known. */
export function authorOf({ user }: ChatMessage): string {
  return user?.id ?? '';
}

/** True where somebody other than this person says something. */
export function isFromOthers(message: ChatMessage, ownId: string): boolean {
  return message.kind === 'message' && authorOf(message) !== ownId;
}
