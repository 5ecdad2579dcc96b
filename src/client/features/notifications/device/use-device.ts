import { useCallback, useEffect, useState } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { canPush, isPushed, subscribeToPush, unsubscribeFromPush } from './web-push.ts';
import { canNotify, startWorker } from './worker.ts';

type Permission = NotificationPermission | 'unsupported';

/** What this browser may do, and turning it on and off; the rest is kept with the person. */
export function useDevice() {
  const utils = trpc.useUtils();
  const query = trpc.notifications.preferences.useQuery();
  const { mutateAsync: setPreferences } = trpc.notifications.setPreferences.useMutation({
    onSuccess: (next) => utils.notifications.preferences.setData(undefined, next),
  });
  const [permission, setPermission] = useState<Permission>(() =>
    canNotify() ? Notification.permission : 'unsupported',
  );
  const [pushed, setPushed] = useState(false);
  useEffect(() => {
    isPushed().then(setPushed, (error: unknown) => console.warn('push is not known', error));
  }, []);

  /** Only ever after a click: browsers take a question at another time for an annoyance. */
  const ask = useCallback(async (): Promise<boolean> => {
    if (!canNotify()) return false;
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer === 'granted') await startWorker();
    return answer === 'granted';
  }, []);

  return {
    query,
    preferences: query.data,
    permission,
    canPush: canPush(),
    /** Whether this very browser is told by web push. */
    pushed: pushed && (query.data?.channels.push ?? false),
    setBrowser: async (browser: boolean) => {
      if (browser && !(await ask())) return;
      await setPreferences({ channels: { browser } });
    },
    setPush: async (push: boolean) => {
      if (!push) {
        await unsubscribeFromPush(utils.client);
        setPushed(false);
        return;
      }
      if (!(await ask())) return;
      await subscribeToPush(utils.client);
      await setPreferences({ channels: { push } });
      setPushed(true);
    },
    setSound: (sound: boolean) => setPreferences({ sound }),
  };
}
