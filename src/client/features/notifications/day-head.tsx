import { useFormatter, useTranslations } from 'use-intl';

/** The day over what came on it. */
export function DayHead({ day, daysAgo }: { day: Date; daysAgo: number }) {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const name =
    daysAgo === 0
      ? t('today')
      : daysAgo === 1
        ? t('yesterday')
        : format.dateTime(day, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <h2 className="border-b border-line bg-sunken px-4 py-1 text-small text-quiet first-letter:uppercase">
      {name}
    </h2>
  );
}
