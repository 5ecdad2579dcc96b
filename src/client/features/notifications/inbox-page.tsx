import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import type { NotificationFilter } from '#client/live/notifications-state.ts';
import { classNames } from '#client/ui/class-names.ts';
import { PageHeader } from '#client/ui/page-header.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { InboxActions } from './inbox-actions.tsx';
import { ListOrState } from './list-or-state.tsx';
import { NotificationList } from './notification-list.tsx';
import { useInbox } from './use-inbox.ts';
import { useNotification, useNotificationList } from './use-notification-list.ts';

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
  const inbox = useInbox();
  const list = useListWithChosen(filter, chosenId);
  const query = filter === 'all' ? '' : `?show=${filter}`;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={t('inbox')}
        actions={
          <InboxActions
            unreadCount={list.unreadCount}
            onMarkAllRead={inbox.markAllRead}
            goTo={goTo}
          />
        }
      >
        <Tabs
          label={t('filter')}
          value={filter}
          onChange={onFilter}
          className="overflow-x-auto"
          tabs={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unreadTab'), count: list.unreadCount },
            { value: 'mentions', label: t('mentionsTab') },
            { value: 'snoozed', label: t('snoozedTab') },
            { value: 'archived', label: t('archiveTab') },
          ]}
        />
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <div
          className={classNames(
            'flex min-w-0 flex-1 flex-col lg:max-w-md lg:border-r lg:border-line',
            chosenId !== undefined && 'max-lg:hidden',
          )}
        >
          <ListOrState list={list} skeletonRows={8}>
            <NotificationList
              key={filter}
              list={list}
              label={t('inbox')}
              days={filter !== 'snoozed'}
              isPage
              chosenId={chosenId}
              hrefOf={({ id }) => `/inbox/${id}${query}`}
              onOpen={({ id }) => goTo(`/inbox/${id}${query}`)}
            />
          </ListOrState>
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

/** Of the unread, the one being read stays where it is, although reading it marks it. */
function useListWithChosen(filter: NotificationFilter, chosenId: string | undefined) {
  const list = useNotificationList(filter);
  const chosen = useNotification(chosenId);
  const belongs =
    filter === 'unread' &&
    chosen &&
    chosen.archived_at === null &&
    chosen.snoozed_until === null &&
    !list.notifications.some(({ id }) => id === chosen.id);
  if (!belongs) return list;
  const notifications = [...list.notifications, chosen].toSorted(
    (one, other) => other.position - one.position,
  );
  return { ...list, notifications };
}
