import { useCallback, useEffect, useRef } from 'react';
import { useGoTo } from '#client/app/navigation.tsx';
import { trpc } from '#client/api/trpc.ts';
import type { Notification as Told } from '#client/api/types.ts';
import type { UserFrame } from '#client/live/frames.ts';
import { useUserFrames } from '#client/live/live-context.tsx';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import type { Category } from '#domain/notifications/categories.ts';
import { isQuiet } from '#domain/notifications/quiet-hours.ts';
import { show, takeBack } from './shown.ts';
import { playSound } from './sound.ts';
import { becomeTeller, isAnyFocused, markFocused } from './tabs.ts';
import { canNotify, runningWorker, startWorker } from './worker.ts';

/** What came while the machine slept is in the inbox; only what is fresh is worth a sound. */
const freshMs = 5 * 60_000;

/**
 * Tells of new notifications outside the page, once for all tabs of the browser, and takes back
 * what was read, wherever that was.
 */
export function DeviceTeller() {
  const { data: preferences } = trpc.notifications.preferences.useQuery();
  const utils = trpc.useUtils();
  const { loaded, notifications, markAsRead } = useUserNotifications();
  const goTo = useGoTo();
  const isTeller = useRef(false);
  const woken = useRef<Set<string>>(new Set());

  useEffect(() => {
    if (!('locks' in navigator)) return undefined;
    const unmark = markFocused();
    const resign = becomeTeller(() => {
      isTeller.current = true;
    });
    return () => {
      isTeller.current = false;
      resign();
      unmark();
      // Signed out: what was shown is not for who comes next.
      takeBackRead(new Set()).catch(complain);
    };
  }, []);

  const tell = useCallback(
    async (notification: Told) => {
      if (!preferences) return;
      const { channels, categories, quiet_hours: quietHours, time_zone: timeZone } = preferences;
      if (isQuiet({ quietHours, timeZone }, new Date())) {
        // What is urgent may break through; the server has decided whether it does.
        const why = await utils.notifications.why.fetch({ notificationId: notification.id });
        const isTold = why.channels.some(
          ({ channel, outcome }) => channel === 'browser' && outcome === 'told',
        );
        if (!isTold) return;
      }
      if (preferences.sound) playSound().catch(complain);
      // A newer server may have categories that this page does not know.
      const isWanted = categories[notification.category as Category]?.browser ?? true;
      if (channels.browser && isWanted) await showUnseen(notification);
    },
    [preferences, utils],
  );
  useUserFrames(
    useCallback(
      (live: UserFrame) => {
        if (live.kind !== 'notifications' || !isTeller.current) return;
        if (live.frame.type === 'notification') {
          const { notification } = live.frame;
          if (isFresh(notification.created_at) && notification.read_at === null) {
            tell(notification).catch(complain);
          }
        } else if (live.wokenAt !== null && isFresh(live.wokenAt)) {
          // What it says may have to be loaded first.
          for (const id of live.frame.ids) woken.current.add(id);
        }
      },
      [tell],
    ),
  );

  useEffect(() => {
    if (!loaded) return;
    const unread = notifications.filter(({ read_at: readAt }) => readAt === null);
    takeBackRead(new Set(unread.map(({ id }) => id))).catch(complain);
    for (const notification of unread) {
      if (woken.current.delete(notification.id)) tell(notification).catch(complain);
    }
  }, [loaded, notifications, tell]);

  useEffect(() => {
    if (!canNotify()) return undefined;
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      if (!isClicked(data)) return;
      markAsRead(data.id);
      goTo(data.link);
    };
    navigator.serviceWorker.addEventListener('message', onMessage);
    return () => navigator.serviceWorker.removeEventListener('message', onMessage);
  }, [markAsRead, goTo]);

  return null;
}

function isFresh(at: string): boolean {
  return Date.now() - Date.parse(at) < freshMs;
}

/** What our service worker says to a page when somebody clicks a notification. */
function isClicked(data: unknown): data is { id: string; link: string } {
  if (typeof data !== 'object' || data === null) return false;
  return 'type' in data && data.type === 'open-notification' && 'id' in data && 'link' in data;
}

/** Not to somebody who looks at the product already: there the badge tells, and the screen reader. */
async function showUnseen({ id, title, message, link }: Told): Promise<void> {
  if (!canNotify() || Notification.permission !== 'granted' || (await isAnyFocused())) return;
  const worker = await startWorker();
  if (worker) await show(worker, { id, title, message, link: link ?? `/inbox/${id}` });
}

async function takeBackRead(unread: ReadonlySet<string>): Promise<void> {
  const worker = await runningWorker();
  if (worker) await takeBack(worker, (id) => !unread.has(id));
}

function complain(error: unknown): void {
  console.warn('this device could not be told', error);
}
