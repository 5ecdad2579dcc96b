import { useLocale, useTranslations } from 'use-intl';
import { formatSize } from '#client/ui/format-size.ts';
import { formatTimeLeft } from './time-left.ts';

/** How fast something is sent, and how long the rest of it takes; nothing as long as that is not known. */
export function usePaceWords(): (leftBytes: number, bytesPerSecond: number | null) => string[] {
  const t = useTranslations('uploads');
  const locale = useLocale();
  return (leftBytes, bytesPerSecond) =>
    bytesPerSecond === null
      ? []
      : [
          t('traySpeed', { speed: formatSize(bytesPerSecond, locale) }),
          t('timeLeft', { time: formatTimeLeft(leftBytes / bytesPerSecond, locale) }),
        ];
}
