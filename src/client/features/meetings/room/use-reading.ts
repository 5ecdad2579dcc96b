import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { trpc } from '#client/api/trpc.ts';

/** While one reads along, the server hears of it at most this often. */
const tellEveryMs = 15_000;

/**
 * Tells the server up to where one has read: at once where it was silent for a while, then from time
 * to time, and when one turns away.
 */
export function useReading(meetingId: string, position: number): () => void {
  const utils = trpc.useUtils();
  const mark = trpc.meetings.reading.markRead.useMutation();
  const shown = useRef(position);
  const send = useRef<(upTo: number) => void>(() => undefined);
  // Before the effects of what it shows, which say that it was seen: with the first that is drawn, too.
  useLayoutEffect(() => {
    shown.current = position;
    send.current = (upTo) => {
      utils.meetings.reading.unread.setData(undefined, (chats) =>
        chats?.filter((chat) => chat.meeting_id !== meetingId),
      );
      // Missed, it is told with the next that is read.
      mark.mutate({ meetingId, position: upTo });
    };
  });
  const seen = useRef(-1);
  const told = useRef({ position: -1, atMs: Number.NEGATIVE_INFINITY });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (seen.current <= told.current.position) return;
    told.current = { position: seen.current, atMs: Date.now() };
    send.current(seen.current);
  }, []);

  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === 'hidden') tell();
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      tell();
    };
  }, [tell]);

  return useCallback(() => {
    seen.current = shown.current;
    if (timer.current !== undefined) return;
    const waitMs = told.current.atMs + tellEveryMs - Date.now();
    if (waitMs <= 0) tell();
    else timer.current = setTimeout(tell, waitMs);
  }, [tell]);
}
