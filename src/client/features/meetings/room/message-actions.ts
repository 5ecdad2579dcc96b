import type { StoredFile } from '#client/api/types.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';

/** What can be done with a message. */
export interface MessageActions {
  /** Rejects where the server did not take it. */
  edit: (messageId: string, text: string) => Promise<void>;
  remove: (messageId: string) => void;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  /** Says an emoji, or takes it back where one says it already. */
  react: (message: ChatMessage, emoji: string) => void;
  onReply: (message: ChatMessage) => void;
  /** The message being edited, which the list holds: rows out of sight are not in the page. */
  editing: string | null;
  onEditing: (messageId: string | null) => void;
  /** Brings a message into sight, wherever it is. */
  jumpTo: (messageId: string) => void;
  openFile: (file: StoredFile) => void;
  /** While it is not, what is sent waits. */
  isConnected: boolean;
}
