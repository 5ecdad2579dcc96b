import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveStatus } from '#client/live/live-context.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#client/ui/states.tsx';
import type { NotificationList } from './use-notification-list.ts';

interface ListOrStateProps {
  list: NotificationList;
  skeletonRows: number;
  /** The list, where there is something in it. */
  children: ReactNode;
}

/** A list, or what there is to say where it is none: on its way, not to be had, empty. */
export function ListOrState({ list, skeletonRows, children }: ListOrStateProps) {
  const t = useTranslations('notifications');
  const status = useLiveStatus();
  if (!list.loaded) {
    if (list.failed) {
      return (
        <ErrorState title={t('notLoaded')} onRetry={list.loadMore}>
          {t('notLoadedRetry')}
        </ErrorState>
      );
    }
    const isLost = status.state === 'stale' || status.state === 'offline';
    return isLost ? (
      <ErrorState title={t('notLoaded')}>{t('notLoadedHint')}</ErrorState>
    ) : (
      <SkeletonRows rows={skeletonRows} label={t('loading')} />
    );
  }
  // Everything that is loaded may have been archived: what is older comes up.
  if (list.notifications.length === 0 && !list.hasOlder) {
    return (
      <EmptyState title={t(`nothing.${list.filter}`)}>{t(`nothingHint.${list.filter}`)}</EmptyState>
    );
  }
  return children;
}
