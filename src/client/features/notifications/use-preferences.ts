import { trpc } from '#client/api/trpc.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** One's settings, and changing some of them; what could not be changed is said. */
export function usePreferences() {
  const utils = trpc.useUtils();
  const toast = useToast();
  const failureText = useFailureText();
  const { data: preferences } = trpc.notifications.preferences.useQuery();
  const { mutate: change } = trpc.notifications.setPreferences.useMutation({
    onSuccess: (next) => utils.notifications.preferences.setData(undefined, next),
    onError: (error) => toast(failureText(error), 'error'),
  });
  return { preferences, change };
}
