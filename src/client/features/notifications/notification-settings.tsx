import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { Toggle } from '#client/ui/toggle.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { playSound } from './device/sound.ts';
import { useDevice } from './device/use-device.ts';
import { PreferenceMatrix } from './preference-matrix.tsx';
import { MutedProjects, QuietSettings } from './quiet-settings.tsx';

/** How one is told beside the inbox. */
export function NotificationSettings() {
  const t = useTranslations('preferences');
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
    <div ref={top} className="flex scroll-mt-20 flex-col gap-4">
      <div className="flex max-w-md flex-col">
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
      <QuietSettings />
      <PreferenceMatrix />
      <MutedProjects />
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
