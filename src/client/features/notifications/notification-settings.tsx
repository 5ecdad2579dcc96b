import { Switch } from '@base-ui/react/switch';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** How one is told beside the inbox. */
export function NotificationSettings() {
  const t = useTranslations('notifications.preferences');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const query = trpc.notifications.preferences.useQuery();
  const { mutate: change } = trpc.notifications.setPreferences.useMutation({
    onSuccess: (preferences) => utils.notifications.preferences.setData(undefined, preferences),
    onError: (error) => {
      toast(failureText(error), 'error');
      void utils.notifications.preferences.invalidate();
    },
  });
  const top = useScrolledTo('#notifications');
  const { data } = query;
  if (!data) {
    return query.isError ? (
      <ErrorState title={t('notLoaded')} onRetry={() => void query.refetch()} />
    ) : (
      <SkeletonRows rows={3} label={t('loading')} />
    );
  }
  const { channels, sound } = data;
  const show = (next: typeof data) => utils.notifications.preferences.setData(undefined, next);
  const setChannel = (channel: keyof typeof channels, on: boolean) => {
    show({ ...data, channels: { ...channels, [channel]: on } });
    change({ channels: { [channel]: on } });
  };
  return (
    <div ref={top} className="flex max-w-md scroll-mt-20 flex-col">
      <Toggle
        label={t('browser')}
        hint={t('browserHint')}
        on={channels.browser}
        onChange={(on) => setChannel('browser', on)}
      />
      <Toggle
        label={t('push')}
        hint={t('pushHint')}
        on={channels.push}
        onChange={(on) => setChannel('push', on)}
      />
      <Toggle
        label={t('sound')}
        hint={t('soundHint')}
        on={sound}
        onChange={(on) => {
          show({ ...data, sound: on });
          change({ sound: on });
        }}
      />
    </div>
  );
}

interface ToggleProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Toggle({ label, hint, on, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <span id={`${id}-label`} className="block text-list">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-small text-quiet">
          {hint}
        </span>
      </div>
      <Switch.Root
        checked={on}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        className="target flex w-9 shrink-0 items-center"
      >
        <span className="flex h-5 w-9 items-center rounded-full border border-line-strong bg-sunken p-0.5 in-data-checked:border-accent in-data-checked:bg-accent">
          <Switch.Thumb className="size-3.5 rounded-full bg-quiet transition-transform duration-100 data-checked:translate-x-4 data-checked:bg-on-accent motion-reduce:transition-none" />
        </span>
      </Switch.Root>
    </div>
  );
}

/** An address with this part at its end leads here, not to the top of the page. */
function useScrolledTo(hash: string) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.location.hash === hash) element.current?.scrollIntoView({ block: 'center' });
  });
  return element;
}
