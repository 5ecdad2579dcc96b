import { useCallback, useState } from 'react';
import { isKeptAside } from '#client/offline/write-queue.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import type { Editing, MessageActions } from './message-actions.ts';
import { authorOf } from './message-key.ts';

interface MessageEditing extends Pick<MessageActions, 'editing' | 'onEditing' | 'edit'> {
  /** Back to what one wrote last. */
  editLast: () => void;
}

/**
 * Which message is being changed, and what becomes of it.
 *
 * @param onEdit rejects where the server did not take it.
 */
export function useEditing(
  messages: readonly ChatMessage[],
  ownId: string,
  onEdit: (messageId: string, text: string) => Promise<void>,
): MessageEditing {
  const failureText = useFailureText();
  const [editing, setEditing] = useState<Editing | null>(null);
  const onEditing = useCallback(
    (messageId: string | null) => setEditing(messageId === null ? null : { messageId }),
    [],
  );
  const editLast = useCallback(() => {
    const own = messages.findLast(
      (message) =>
        message.kind === 'message' &&
        message.state === 'sent' &&
        message.deleted_at === null &&
        authorOf(message) === ownId,
    );
    if (own) setEditing({ messageId: own.id });
  }, [messages, ownId]);
  const edit = useCallback(
    async (messageId: string, text: string, settle: (isStored: boolean) => void) => {
      // What waits for the connection is kept and stands where it was said.
      setEditing(null);
      try {
        await onEdit(messageId, text);
        settle(true);
        return true;
      } catch (error) {
        // What is kept aside stands among what could not be stored.
        settle(isKeptAside(error));
        if (!isKeptAside(error)) setEditing({ messageId, failure: failureText(error) });
        return false;
      }
    },
    [onEdit, failureText],
  );
  return { editing, onEditing, edit, editLast };
}
