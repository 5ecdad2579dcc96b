import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { Toggle } from '#client/ui/toggle.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** Whether others in a room see that one is typing. */
export function TypingSetting() {
  const t = useTranslations('settings');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const typing = trpc.people.typing.useQuery();
  const setTyping = trpc.people.setTyping.useMutation({
    onMutate: ({ shared }) => {
      utils.people.typing.setData(undefined, { shared });
      return { before: typing.data };
    },
    onError: (error, _asked, made) => {
      utils.people.typing.setData(undefined, made?.before);
      toast(failureText(error), 'error');
    },
  });
  return (
    <Loaded
      query={typing}
      what={t('typingNotLoaded')}
      skeleton={<SkeletonRows rows={1} label={t('typingLoading')} />}
    >
      {({ shared }) => (
        <div className="max-w-md">
          <Toggle
            label={t('shareTyping')}
            hint={t('shareTypingHint')}
            on={shared}
            onChange={(wanted) => setTyping.mutate({ shared: wanted })}
          />
        </div>
      )}
    </Loaded>
  );
}
