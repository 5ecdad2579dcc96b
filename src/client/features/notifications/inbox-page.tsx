import { CheckCheck } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { InboxList } from './inbox-list.tsx';
import type { NotificationFilter } from './notification-panel.tsx';

interface InboxPageProps {
  filter: NotificationFilter;
  onFilter: (filter: NotificationFilter) => void;
  /** The one in the reading pane. */
  chosenId: string | undefined;
  children: ReactNode;
}

/** All notifications by day, with a reading pane beside. */
export function InboxPage({ filter, onFilter, chosenId, children }: InboxPageProps) {
  const t = useTranslations('notifications');
  const goTo = useGoTo();
  const inbox = useUserNotifications();
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const shown = inbox.notifications.filter(
    // The one being read stays where it is, although reading it marks it.
    ({ id, read_at }) => filter === 'all' || read_at === null || id === chosenId,
  );
  const query = filter === 'unread' ? '?show=unread' : '';
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader title={t('inbox')}>
        <div className="flex items-center justify-between gap-2">
          <Tabs
            label={t('filter')}
            value={filter}
            onChange={onFilter}
            tabs={[
              { value: 'all', label: t('all') },
              { value: 'unread', label: t('unreadTab'), count: inbox.unreadCount },
            ]}
          />
          <Button
            tone="quiet"
            className="-mr-3"
            disabled={inbox.unreadCount === 0}
            onClick={inbox.markAllAsRead}
          >
            <CheckCheck size={16} aria-hidden className="max-sm:hidden" />
            <span className="sm:hidden">{t('markAllReadShort')}</span>
            <span className="max-sm:hidden">{t('markAllRead')}</span>
          </Button>
        </div>
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <div
          ref={list}
          className={classNames(
            'min-w-0 flex-1 overflow-y-auto lg:max-w-md lg:border-r lg:border-line',
            chosenId !== undefined && 'max-lg:hidden',
          )}
        >
          {!inbox.loaded ? (
            <SkeletonRows rows={8} label={t('loading')} />
          ) : shown.length === 0 && (filter === 'all' || !inbox.hasOlder) ? (
            <EmptyState title={filter === 'unread' ? t('allRead') : t('empty')}>
              {filter === 'unread' ? t('allReadHint') : t('emptyHint')}
            </EmptyState>
          ) : (
            <InboxList
              notifications={shown}
              chosenId={chosenId}
              hrefOf={(notification) => `/inbox/${notification.id}${query}`}
              onOpen={(notification) => {
                if (notification.read_at === null) inbox.markAsRead(notification.id);
                goTo(`/inbox/${notification.id}${query}`);
              }}
              onMark={(notification, read) =>
                read ? inbox.markAsRead(notification.id) : inbox.markAsUnread(notification.id)
              }
              {...(inbox.hasOlder ? { onOlder: inbox.loadOlder } : {})}
            />
          )}
        </div>
        <section
          aria-label={t('reading')}
          className={classNames(
            'min-w-0 flex-1 overflow-y-auto',
            chosenId === undefined && 'max-lg:hidden',
          )}
        >
          {children}
        </section>
      </div>
    </div>
  );
}
