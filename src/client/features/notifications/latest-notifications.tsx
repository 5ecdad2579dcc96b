import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGoTo } from '#client/app/navigation.tsx';
import { useLiveStatus } from '#client/live/live-context.tsx';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { NotificationRow } from './notification-row.tsx';
import { useInbox } from './use-inbox.ts';

/** Out of sight until a row is pointed at; under a finger they are always there. */
const RowActions = lazy(async () => ({
  default: (await import('./row-actions.tsx')).RowActions,
}));

/** The newest few, for the home page. */
export function LatestNotifications({ count }: { count: number }) {
  const t = useTranslations('notifications');
  const goTo = useGoTo();
  const { loaded, notifications } = useUserNotifications();
  const status = useLiveStatus();
  const isLost = status.state === 'stale' || status.state === 'offline';
  const inbox = useInbox();
  const [snoozing, setSnoozing] = useState<string | null>(null);
  const [acting, setActing] = useState(() => window.matchMedia('(pointer: coarse)').matches);
  const act = () => setActing(true);
  return (
    <section className="min-w-0" onPointerEnter={act} onFocus={act}>
      <SectionHead
        title={t('latest')}
        end={<SectionLink to="/inbox">{t('openInbox')}</SectionLink>}
      />
      {!loaded && isLost ? (
        <p className="py-4 text-list text-quiet">{t('notLoadedHint')}</p>
      ) : !loaded ? (
        <SkeletonRows rows={count} label={t('loading')} />
      ) : notifications.length === 0 ? (
        <p className="py-4 text-list text-quiet">{t('nothingHint.all')}</p>
      ) : (
        <ul>
          {notifications.slice(0, count).map((notification) => {
            const href = notification.link ?? `/inbox/${notification.id}`;
            return (
              <li key={notification.id}>
                <NotificationRow
                  notification={notification}
                  href={href}
                  onOpen={() => {
                    if (notification.read_at === null) inbox.mark([notification], true);
                    goTo(href);
                  }}
                  actions={
                    acting && (
                      <Suspense>
                        <RowActions
                          items={[notification]}
                          inbox={inbox}
                          isTabStop
                          isSnoozing={snoozing === notification.id}
                          onSnoozing={(is) => setSnoozing(is ? notification.id : null)}
                          explains
                        />
                      </Suspense>
                    )
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
