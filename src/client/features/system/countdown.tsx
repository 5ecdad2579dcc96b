import { useNow, useTranslations } from 'use-intl';
import { durationUntil } from './moments.ts';

/** How long until a moment. It ticks by itself: nothing around it is rendered again. */
export function Countdown({ to }: { to: string }) {
  const t = useTranslations('system.duration');
  const now = useNow({ updateInterval: 1_000 });
  const { days, hours, minutes, seconds } = durationUntil(to, now.getTime());
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    // Read out every second it would drown everything else.
    <span role="timer" aria-live="off" className="tabular-nums">
      {days > 0
        ? t('days', { days: String(days), hours: String(hours) })
        : hours > 0
          ? t('hours', { hours: String(hours), minutes: two(minutes) })
          : `${minutes}:${two(seconds)}`}
    </span>
  );
}
