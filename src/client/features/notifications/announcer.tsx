import { useEffect, useRef, useState } from 'react';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';

/** Says a new notification to those who do not see the badge, without interrupting them. */
export function Announcer() {
  const { loaded, notifications } = useUserNotifications();
  const newest = notifications[0];
  const known = useRef<number | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!loaded) return;
    const position = newest?.position ?? 0;
    // What was there when the page opened is no news, nor what stands first as the first one left.
    const isNews = known.current !== null && position > known.current;
    known.current = Math.max(known.current ?? 0, position);
    if (isNews && newest && newest.read_at === null) setText(newest.title);
  }, [loaded, newest]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
