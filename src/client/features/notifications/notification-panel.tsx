import { CheckCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import { useLiveStatus } from '#client/live/live-context.tsx';
import { useLiveWords } from '#client/live/use-live-words.ts';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { Button } from '#client/ui/button.tsx';
import { LiveDot } from '#client/ui/live-dot.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { NotificationRow } from './notification-row.tsx';
import { useRovingFocus } from './use-roving-focus.ts';

export type NotificationFilter = 'all' | 'unread';

/** The bell's panel: the inbox in small. */
export function NotificationPanel({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations('notifications');
  const goTo = useGoTo();
  const words = useLiveWords();
  const { unreadCount, markAllAsRead } = useUserNotifications();
  const [filter, setFilter] = useState<NotificationFilter>('all');
  const panel = useRef<HTMLDivElement>(null);
  useRovingFocus(panel);
  const leaveTo = (path: string) => {
    onLeave();
    goTo(path);
  };
  return (
    <>
      <div className="border-b border-line pr-2 pl-4">
        <div className="flex min-h-11 items-center justify-between gap-2">
          <h2 className="text-read font-semibold">{t('title')}</h2>
          <Button tone="quiet" disabled={unreadCount === 0} onClick={markAllAsRead}>
            <CheckCheck size={16} aria-hidden />
            {t('markAllRead')}
          </Button>
        </div>
        <Tabs
          label={t('filter')}
          value={filter}
          onChange={setFilter}
          tabs={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unreadTab'), count: unreadCount },
          ]}
        />
      </div>
      <div ref={panel} className="flex min-h-0 flex-1 flex-col">
        <PanelList filter={filter} leaveTo={leaveTo} />
      </div>
      <div className="flex items-center justify-between gap-2 border-t border-line py-1 pr-2 pl-4">
        <span className="flex items-center gap-2 text-small text-quiet">
          <LiveDot tone={words.tone} />
          {words.short}
        </span>
        <Button tone="quiet" onClick={() => leaveTo('/inbox')}>
          {t('openInbox')}
        </Button>
      </div>
    </>
  );
}

interface PanelListProps {
  filter: NotificationFilter;
  leaveTo: (path: string) => void;
}

function PanelList({ filter, leaveTo }: PanelListProps) {
  const t = useTranslations('notifications');
  const status = useLiveStatus();
  const { loaded, notifications, markAsRead, markAsUnread } = useUserNotifications();
  if (!loaded) {
    const failed = status.state === 'stale' || status.state === 'offline';
    return failed ? (
      <ErrorState title={t('notLoaded')}>{t('notLoadedHint')}</ErrorState>
    ) : (
      <SkeletonRows rows={4} label={t('loading')} />
    );
  }
  const shown = notifications.filter(({ read_at }) => filter === 'all' || read_at === null);
  if (shown.length === 0) {
    return filter === 'unread' ? (
      <EmptyState title={t('allRead')}>{t('allReadHint')}</EmptyState>
    ) : (
      <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
    );
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto">
      {shown.map((notification) => {
        const href = notification.link ?? `/inbox/${notification.id}`;
        return (
          <NotificationRow
            key={notification.id}
            notification={notification}
            href={href}
            onOpen={() => {
              if (notification.read_at === null) markAsRead(notification.id);
              leaveTo(href);
            }}
            onMark={(read) => (read ? markAsRead(notification.id) : markAsUnread(notification.id))}
          />
        );
      })}
    </ul>
  );
}
