import type { StoredFile } from '#client/api/types.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';

/** A message that is being changed in its place. */
export interface Editing {
  messageId: string;
  /** Why it was not taken when it was saved before. */
  failure?: string;
}

/** What can be done with a message. */
export interface MessageActions {
  /** False where the server did not take it: then it is being changed again, or is in the list of what could not be stored. */
  edit: (messageId: string, text: string, settle: (isStored: boolean) => void) => Promise<boolean>;
  remove: (messageId: string) => void;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  /** Says an emoji, or takes it back where one says it already. */
  react: (message: ChatMessage, emoji: string) => void;
  onReply: (message: ChatMessage) => void;
  /** The message being edited, which the list holds: rows out of sight are not in the page. */
  editing: Editing | null;
  onEditing: (messageId: string | null) => void;
  /** Brings a message into sight, wherever it is. */
  jumpTo: (messageId: string) => void;
  openFile: (file: StoredFile) => void;
  /** While it is not, what is sent waits. */
  isConnected: boolean;
  /** Answer, react, edit; what one said can be deleted all the same. */
  mayWrite: boolean;
  /** Who holds the meeting may delete what anybody said. */
  mayDeleteAll: boolean;
}
