import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useIsOwnPage } from '#client/api/server-context.tsx';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useDevice } from './use-device.ts';

const declinedKey = 'ecosystia.device-prompt-declined';

/** One quiet line in the panel, until it is answered; it never asks by itself. */
export function DevicePrompt() {
  const t = useTranslations('device');
  const toast = useToast();
  const failureText = useFailureText();
  const isOwnPage = useIsOwnPage();
  const { preferences, permission, setBrowser } = useDevice();
  const [declined, setDeclined] = useState(() => localStorage.getItem(declinedKey) !== null);
  const isOn = preferences?.channels.browser && permission === 'granted';
  const isPossible = permission === 'default' || permission === 'granted';
  if (!isOwnPage || !preferences || isOn || !isPossible || declined) return null;
  const decline = () => {
    localStorage.setItem(declinedKey, '1');
    setDeclined(true);
  };
  const accept = () => {
    setBrowser(true).catch((error: unknown) => {
      console.warn('notifications could not be turned on', error);
      toast(failureText(error), 'error');
    });
  };
  return (
    <div className="flex items-center gap-2 border-b border-line py-1 pr-2 pl-4 text-small text-quiet">
      <span className="min-w-0 flex-1">{t('prompt')}</span>
      <Button tone="quiet" onClick={accept}>
        {t('turnOn')}
      </Button>
      <Button tone="quiet" onClick={decline}>
        {t('notNow')}
      </Button>
    </div>
  );
}
