import { useEffect, useRef, useState } from 'react';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';

/** Says a new notification to those who do not see the badge, without interrupting them. */
export function Announcer() {
  const { loaded, notifications } = useUserNotifications();
  const newest = notifications[0];
  const known = useRef<string | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!loaded) return;
    const first = known.current === null;
    const changed = known.current !== (newest?.id ?? '');
    known.current = newest?.id ?? '';
    // What was there when the page opened is no news.
    if (!first && changed && newest && newest.read_at === null) setText(newest.title);
  }, [loaded, newest]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
