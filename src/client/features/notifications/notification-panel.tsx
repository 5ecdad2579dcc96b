import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import { useLiveWords } from '#client/live/use-live-words.ts';
import { Button } from '#client/ui/button.tsx';
import { LiveDot } from '#client/ui/live-dot.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { DevicePrompt } from './device/device-prompt.tsx';
import { InboxActions } from './inbox-actions.tsx';
import { ListOrState } from './list-or-state.tsx';
import { NotificationList } from './notification-list.tsx';
import { useInbox } from './use-inbox.ts';
import { useNotificationList } from './use-notification-list.ts';

/** The bell's panel: the inbox in small. */
export function NotificationPanel({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations('notifications');
  const goTo = useGoTo();
  const words = useLiveWords();
  const inbox = useInbox();
  const [filter, setFilter] = useState<'all' | 'unread'>('all');
  const list = useNotificationList(filter);
  const leaveTo = (path: string) => {
    onLeave();
    goTo(path);
  };
  const hrefOf = ({ id, link }: { id: string; link: string | null }) => link ?? `/inbox/${id}`;
  return (
    <>
      <div className="border-b border-line pr-2 pl-4">
        <div className="flex min-h-11 items-center gap-1">
          <h2 className="min-w-0 flex-1 truncate text-read font-semibold">{t('title')}</h2>
          <InboxActions
            unreadCount={list.unreadCount}
            onMarkAllRead={inbox.markAllRead}
            goTo={leaveTo}
          />
        </div>
        <Tabs
          label={t('filter')}
          value={filter}
          onChange={setFilter}
          tabs={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unreadTab'), count: list.unreadCount },
          ]}
        />
      </div>
      <DevicePrompt />
      <div className="flex h-104 min-h-0 flex-col">
        <ListOrState list={list} skeletonRows={5}>
          <NotificationList
            key={filter}
            list={list}
            label={t('title')}
            days={false}
            isPage={false}
            hrefOf={hrefOf}
            onOpen={(notification) => leaveTo(hrefOf(notification))}
          />
        </ListOrState>
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
