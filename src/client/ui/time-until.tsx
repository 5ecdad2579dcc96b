import { useFormatter, useNow } from 'use-intl';

const dayMs = 24 * 3_600_000;

/** How long until then, in days while there are some. The full time on hover. */
export function TimeUntil({ at }: { at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  const leftMs = Math.max(0, date.getTime() - now.getTime());
  return (
    <time dateTime={at} title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'medium' })}>
      {format.relativeTime(new Date(now.getTime() + leftMs), {
        now,
        ...(leftMs >= dayMs && { unit: 'day' }),
      })}
    </time>
  );
}
