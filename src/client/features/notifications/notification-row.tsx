import type { MouseEvent, ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { useServerUrl } from '#client/api/server-context.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { NotificationPicture } from './notification-picture.tsx';

interface NotificationRowProps {
  notification: ListedNotification;
  /** Where it leads, and what a plain click does instead of loading that address. */
  href: string;
  onOpen: () => void;
  /** What stands at the end of the row. */
  actions?: ReactNode;
  chosen?: boolean;
  isInGroup?: boolean;
  /** For a list that moves the focus itself. */
  rowKey?: string;
  isTabStop?: boolean;
}

export const rowClass = 'group relative flex items-center border-b border-line pointer-coarse:pr-1';
export const rowLinkClass =
  'flex min-w-0 flex-1 items-center gap-3 py-2.5 pr-4 pl-4 pointer-coarse:pr-1 text-left -outline-offset-2';

/** One notification: unread ones are bold and carry a dot. */
export function NotificationRow({
  notification,
  href,
  onOpen,
  actions,
  chosen = false,
  isInGroup = false,
  rowKey,
  isTabStop = true,
}: NotificationRowProps) {
  const serverUrl = useServerUrl();
  const open = (event: MouseEvent) => {
    // A new tab stays a new tab.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <div className={classNames(rowClass, chosen ? 'bg-accent-soft' : 'hover:bg-sunken')}>
      <a
        href={serverUrl(href)}
        onClick={open}
        aria-current={chosen ? 'true' : undefined}
        className={classNames(rowLinkClass, isInGroup && 'pl-10')}
        tabIndex={isTabStop ? 0 : -1}
        data-row={rowKey}
      >
        <UnreadDot shown={notification.read_at === null} isInGroup={isInGroup} />
        <NotificationPicture
          notification={notification}
          className={isInGroup ? 'size-8' : 'size-10'}
        />
        <Words notification={notification} />
      </a>
      {actions}
    </div>
  );
}

export function UnreadDot({ shown, isInGroup = false }: { shown: boolean; isInGroup?: boolean }) {
  if (!shown) return null;
  return (
    <span
      aria-hidden
      className={classNames(
        'signal absolute size-1.5 rounded-full bg-accent',
        isInGroup ? 'left-7' : 'left-1.5',
      )}
    />
  );
}

function Words({ notification }: { notification: ListedNotification }) {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const unread = notification.read_at === null;
  const { snoozed_until: until } = notification;
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className={classNames('truncate text-list', unread && 'font-semibold')}>
        {unread && <span className="sr-only">{t('unread')}: </span>}
        {notification.title}
      </span>
      <span className="flex min-w-0 gap-1.5 text-small text-quiet">
        {until === null ? (
          <TimeAgo at={notification.created_at} className="shrink-0" />
        ) : (
          <time dateTime={until} className="shrink-0">
            {t('until', {
              when: format.dateTime(new Date(until), { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </time>
        )}
        {notification.message && (
          <>
            <span aria-hidden>·</span>
            <span className="truncate">{notification.message}</span>
          </>
        )}
      </span>
    </span>
  );
}
