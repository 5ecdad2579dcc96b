import { Switch } from '@base-ui/react/switch';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { playSound } from './device/sound.ts';
import { useDevice } from './device/use-device.ts';

/** How one is told beside the inbox. */
export function NotificationSettings() {
  const t = useTranslations('notifications.preferences');
  const words = useTranslations('device');
  const toast = useToast();
  const failureText = useFailureText();
  const device = useDevice();
  const top = useScrolledTo('#notifications');
  const { preferences, query, permission } = device;
  if (!preferences) {
    return query.isError ? (
      <ErrorState title={t('notLoaded')} onRetry={() => void query.refetch()} />
    ) : (
      <SkeletonRows rows={3} label={t('loading')} />
    );
  }
  const doing = (work: Promise<unknown>) => {
    work.catch((error: unknown) => {
      console.warn('the setting could not be changed', error);
      toast(failureText(error), 'error');
    });
  };
  // What the browser does not let happen is not shown as if it did.
  const isGranted = permission === 'granted';
  const isImpossible = permission === 'denied' || permission === 'unsupported';
  const why = isImpossible ? words(permission) : null;
  return (
    <div ref={top} className="flex max-w-md scroll-mt-20 flex-col">
      <Toggle
        label={t('browser')}
        hint={why ?? t('browserHint')}
        on={preferences.channels.browser && isGranted}
        disabled={isImpossible}
        onChange={(on) => doing(device.setBrowser(on))}
      />
      <Toggle
        label={t('push')}
        hint={why ?? (device.canPush ? t('pushHint') : words('unsupported'))}
        on={device.pushed && isGranted}
        disabled={isImpossible || !device.canPush}
        onChange={(on) => doing(device.setPush(on))}
      />
      <Toggle
        label={t('sound')}
        hint={t('soundHint')}
        on={preferences.sound}
        onChange={(on) => {
          doing(device.setSound(on));
          if (on) doing(playSound());
        }}
      />
    </div>
  );
}

interface ToggleProps {
  label: string;
  hint: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

function Toggle({ label, hint, on, disabled = false, onChange }: ToggleProps) {
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
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        className="target flex w-9 shrink-0 items-center data-disabled:opacity-50"
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
