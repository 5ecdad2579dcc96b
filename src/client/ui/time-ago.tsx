import { useFormatter, useNow } from 'use-intl';

const weekMs = 7 * 24 * 3_600_000;

/** How long ago; after a week, the day. The full time on hover. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  const ageMs = now.getTime() - date.getTime();
  const sameYear = now.getFullYear() === date.getFullYear();
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'medium' })}
      className={className}
    >
      {ageMs < weekMs
        ? format.relativeTime(date, { now: ageMs < 0 ? date : now, style: 'short' })
        : format.dateTime(date, {
            day: 'numeric',
            month: 'short',
            ...(sameYear ? {} : { year: 'numeric' }),
          })}
    </time>
  );
}
