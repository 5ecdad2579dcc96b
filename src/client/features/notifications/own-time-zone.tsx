import { useEffect } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { ofThePage } from '#client/offline/keeping-link.ts';
import { ownTimeZone } from '#client/ui/local-moment.ts';

/** Whoever never said by whose clock they live means the one before them: the first device tells. */
export function OwnTimeZone() {
  const utils = trpc.useUtils();
  const { data: preferences } = trpc.notifications.preferences.useQuery();
  const { mutate, isIdle } = trpc.notifications.setPreferences.useMutation({
    trpc: { context: ofThePage },
    onSuccess: (next) => utils.notifications.preferences.setData(undefined, next),
    onError: (error) => console.warn('the time zone could not be told', error),
  });
  const isUnknown = preferences?.time_zone === null && isIdle;
  useEffect(() => {
    if (isUnknown) mutate({ time_zone: ownTimeZone() });
  }, [isUnknown, mutate]);
  return null;
}
