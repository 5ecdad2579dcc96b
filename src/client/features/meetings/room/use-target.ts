import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { MeetingChatView } from '#client/live/use-meeting-chat.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

interface Wanted {
  /** The message that one came for, until it was shown. */
  messageId: string | null;
  onReached: () => void;
}

/** The message that is to be in sight, loaded first where it is not; `jumpTo` makes it another. */
export function useTarget(
  { loaded, loadBackTo }: Pick<MeetingChatView, 'loaded' | 'loadBackTo'>,
  { messageId: wanted, onReached }: Wanted,
): { target: { id: string } | null; jumpTo: (messageId: string) => void } {
  const toast = useToast();
  const failureText = useFailureText();
  const [target, setTarget] = useState<{ id: string } | null>(null);
  const bring = useCallback(
    async (messageId: string) => {
      try {
        if (await loadBackTo(messageId)) setTarget({ id: messageId });
      } catch (error) {
        toast(failureText(error), 'error');
      }
    },
    [loadBackTo, toast, failureText],
  );
  const reach = useEffectEvent(async (messageId: string) => {
    await bring(messageId);
    onReached();
  });
  useEffect(() => {
    if (wanted !== null && loaded) void reach(wanted);
  }, [wanted, loaded]);
  const jumpTo = useCallback((messageId: string) => void bring(messageId), [bring]);
  return { target, jumpTo };
}
