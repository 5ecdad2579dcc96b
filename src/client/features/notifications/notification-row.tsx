import { Mail, MailOpen } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Notification } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { NotificationPicture } from './notification-picture.tsx';

interface NotificationRowProps {
  notification: Notification;
  /** Where it leads, and what a plain click does instead of loading that address. */
  href: string;
  onOpen: () => void;
  onMark: (read: boolean) => void;
  chosen?: boolean;
}

/** One notification: unread ones are bold and carry a dot. */
export function NotificationRow({
  notification,
  href,
  onOpen,
  onMark,
  chosen = false,
}: NotificationRowProps) {
  const t = useTranslations('notifications');
  const unread = notification.read_at === null;
  const open = (event: MouseEvent) => {
    // A new tab stays a new tab.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <li
      className={classNames(
        'group relative flex items-center border-b border-line last:border-0',
        chosen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <a
        href={href}
        onClick={open}
        aria-current={chosen ? 'true' : undefined}
        className="flex min-w-0 flex-1 items-center gap-3 py-2.5 pr-1 pl-4 -outline-offset-2"
        {...listItemProps}
      >
        {unread && (
          <span aria-hidden className="absolute left-1.5 size-1.5 rounded-full bg-accent" />
        )}
        <NotificationPicture notification={notification} className="size-10" />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className={classNames('line-clamp-2 text-list', unread && 'font-semibold')}>
            {unread && <span className="sr-only">{t('unread')}: </span>}
            {notification.title}
          </span>
          <span className="flex min-w-0 gap-1.5 text-small text-quiet">
            <TimeAgo at={notification.created_at} className="shrink-0" />
            {notification.message && (
              <>
                <span aria-hidden>·</span>
                <span className="truncate">{notification.message}</span>
              </>
            )}
          </span>
        </span>
      </a>
      <Tooltip text={unread ? t('markRead') : t('markUnread')}>
        <IconButton
          label={unread ? t('markRead') : t('markUnread')}
          onClick={() => onMark(unread)}
          className="mr-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        >
          {unread ? <MailOpen size={16} aria-hidden /> : <Mail size={16} aria-hidden />}
        </IconButton>
      </Tooltip>
    </li>
  );
}
