import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { CountBadge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Popover } from '#client/ui/popover.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { Announcer } from './announcer.tsx';
import type { NotificationPanel as PanelComponent } from './notification-panel.tsx';

type Panel = typeof PanelComponent;

interface NotificationCenterProps {
  className?: string;
}

/** The bell: how many are unread, and the latest of them behind it. */
export function NotificationCenter({ className }: NotificationCenterProps) {
  const t = useTranslations('notifications');
  const { unreadCount } = useUserNotifications();
  const [open, setOpen] = useState(false);
  const [Panel, setPanel] = useState<Panel | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  /** Most visits look at the number only: the list comes when it is about to be asked for. */
  const load = async () => {
    try {
      const { NotificationPanel } = await import('./notification-panel.tsx');
      setPanel(() => NotificationPanel);
    } catch (error) {
      setFailure(error);
    }
  };
  const change = (next: boolean) => {
    // Opened with something in it: into an empty panel the focus would not go.
    if (!next || Panel) setOpen(next);
    else void load().then(() => setOpen(true));
  };
  return (
    <div className={className}>
      <Popover
        open={open}
        onOpenChange={change}
        title={t('title')}
        trigger={
          <button
            type="button"
            onPointerEnter={() => void load()}
            onFocus={() => void load()}
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
            <span aria-hidden className="absolute -top-0.5 -right-0.5" data-testid="unread-badge">
              <CountBadge count={unreadCount} />
            </span>
          </button>
        }
      >
        {Panel ? (
          <Panel onLeave={() => setOpen(false)} />
        ) : (
          <QueryError error={failure} what={t('notLoaded')} onRetry={() => void load()} />
        )}
      </Popover>
      <Announcer />
    </div>
  );
}
