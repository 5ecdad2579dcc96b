import { useState } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { Notification } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { groupByDay } from './group-by-day.ts';
import { NotificationRow } from './notification-row.tsx';

interface InboxListProps {
  notifications: readonly Notification[];
  chosenId: string | undefined;
  hrefOf: (notification: Notification) => string;
  onOpen: (notification: Notification) => void;
  onMark: (notification: Notification, read: boolean) => void;
  onOlder?: () => Promise<void>;
}

/** Notifications under the day they came. */
export function InboxList({
  notifications,
  chosenId,
  hrefOf,
  onOpen,
  onMark,
  onOlder,
}: InboxListProps) {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle');
  const dayName = (day: Date, daysAgo: number) => {
    if (daysAgo === 0) return t('today');
    if (daysAgo === 1) return t('yesterday');
    return format.dateTime(day, { weekday: 'long', day: 'numeric', month: 'long' });
  };
  const loadOlder = async () => {
    if (!onOlder) return;
    setOlder('loading');
    try {
      await onOlder();
      setOlder('idle');
    } catch (error) {
      console.warn('older notifications could not be loaded', error);
      setOlder('failed');
    }
  };
  return (
    <>
      {groupByDay(notifications, now).map(({ day, daysAgo, items }) => (
        <section key={day.toISOString()}>
          <h2 className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-1.5 text-small text-quiet first-letter:uppercase">
            {dayName(day, daysAgo)}
          </h2>
          <ul>
            {items.map((notification) => (
              <NotificationRow
                key={notification.id}
                notification={notification}
                href={hrefOf(notification)}
                chosen={notification.id === chosenId}
                onOpen={() => onOpen(notification)}
                onMark={(read) => onMark(notification, read)}
              />
            ))}
          </ul>
        </section>
      ))}
      {onOlder && (
        <div className="flex items-center gap-3 px-4 py-3">
          <Button busy={older === 'loading'} onClick={() => void loadOlder()}>
            {t('older')}
          </Button>
          {older === 'failed' && (
            <span role="alert" className="text-small text-danger">
              {t('olderFailed')}
            </span>
          )}
        </div>
      )}
    </>
  );
}
