import { useFormatter, useNow, useTranslations } from 'use-intl';

/** The day above what was said on it. */
export function DayHead({ day }: { day: Date }) {
  const t = useTranslations('room');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const daysAgo = Math.round((startOf(now) - startOf(day)) / 86_400_000);
  const name =
    daysAgo === 0
      ? t('today')
      : daysAgo === 1
        ? t('yesterday')
        : format.dateTime(day, {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
          });
  return (
    <h2 className="flex items-center gap-3 px-4 pt-4 pb-1 text-small text-quiet md:px-6">
      <span className="first-letter:uppercase">{name}</span>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </h2>
  );
}

/** Where what one has not seen begins. */
export function UnreadMark() {
  const t = useTranslations('room');
  return (
    <p className="flex items-center gap-3 px-4 pt-3 text-small font-semibold text-accent md:px-6">
      <span aria-hidden className="h-px flex-1 bg-accent" />
      {t('unread')}
    </p>
  );
}

function startOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
