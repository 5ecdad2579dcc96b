import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useLiveStatus } from '#client/live/live-context.tsx';
import { useKeptSince } from '#client/offline/offline-context.tsx';
import { useLiveWords } from '#client/live/use-live-words.ts';

/** A reconnection that takes less than this is nobody's business. */
const graceMs = 4_000;

/** A line over the page while what it shows may be out of date. */
export function StaleNotice() {
  const status = useLiveStatus();
  const { long } = useLiveWords();
  const keptSince = useKeptSince();
  const t = useTranslations('live');
  const format = useFormatter();
  const lost = status.state === 'stale' || status.state === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => setShown(true), graceMs);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [lost]);
  return (
    <div role="status">
      {(keptSince || shown) && (
        <p className="border-b border-line bg-warn-soft px-4 py-1.5 text-list text-warn md:px-6">
          {keptSince
            ? t('keptLong', {
                since: format.dateTime(keptSince, { dateStyle: 'medium', timeStyle: 'short' }),
              })
            : long}
        </p>
      )}
    </div>
  );
}
