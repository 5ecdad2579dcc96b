import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { CountBadge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Popover } from '#client/ui/popover.tsx';
import { Announcer } from './announcer.tsx';

/** Most visits look at the number only: the list comes when it is about to be asked for. */
const loadPanel = () => import('./notification-panel.tsx');

interface NotificationCenterProps {
  className?: string;
}

/** The bell: how many are unread, and the latest of them behind it. */
export function NotificationCenter({ className }: NotificationCenterProps) {
  const t = useTranslations('notifications');
  const { unreadCount } = useUserNotifications();
  const [open, setOpen] = useState(false);
  return (
    <div className={className}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        load={loadPanel}
        trigger={
          <button
            type="button"
            className={classNames(
              'target-square relative inline-flex items-center justify-center rounded-md text-quiet hover:bg-sunken hover:text-text',
              'data-popup-open:bg-sunken data-popup-open:text-text',
            )}
          >
            <Bell size={18} aria-hidden />
            <span className="sr-only">
              {t('title')}
              {unreadCount > 0 && `, ${t('unreadCount', { count: unreadCount })}`}
            </span>
            <span
              aria-hidden
              className="absolute bottom-1/2 left-1/2 mb-0.5 -ml-0.5"
              data-testid="unread-badge"
            >
              <CountBadge count={unreadCount} />
            </span>
          </button>
        }
      >
        {({ NotificationPanel }) => <NotificationPanel onLeave={() => setOpen(false)} />}
      </Popover>
      <Announcer />
    </div>
  );
}
