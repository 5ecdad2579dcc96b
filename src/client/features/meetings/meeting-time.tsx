import { useFormatter, useTranslations } from 'use-intl';
import { startOfDay } from './meeting-phase.ts';

/** How a day of the agenda is called. */
export function useDayName(
  length: 'long' | 'short' = 'long',
): (day: Date, daysAhead: number) => string {
  const t = useTranslations('meetings');
  const format = useFormatter();
  return (day, daysAhead) => {
    if (daysAhead === 0) return t('today');
    if (daysAhead === 1) return t('tomorrow');
    if (daysAhead === -1) return t('yesterday');
    return format.dateTime(day, {
      weekday: length,
      day: 'numeric',
      month: length,
      ...(Math.abs(daysAhead) > 300 ? { year: 'numeric' } : {}),
    });
  };
}

interface TimesProps {
  startsAt: string;
  endsAt: string;
  className?: string;
}

/** From when to when, on the reader's clock; a meeting into another day says so. */
export function MeetingTimes({ startsAt, endsAt, className }: TimesProps) {
  const t = useTranslations('meetings');
  const format = useFormatter();
  const [starts, ends] = [new Date(startsAt), new Date(endsAt)];
  const days = Math.round((startOfDay(ends).getTime() - startOfDay(starts).getTime()) / 86_400_000);
  if (days === 0) {
    return (
      <span className={className}>
        {format.dateTimeRange(starts, ends, { timeStyle: 'short' })}
      </span>
    );
  }
  const time = (date: Date) => format.dateTime(date, { timeStyle: 'short' });
  return (
    <span className={className}>
      {`${time(starts)} – ${time(ends)} `}
      <span className="text-quiet">{t('daysLater', { count: days })}</span>
    </span>
  );
}
