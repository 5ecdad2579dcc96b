import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import type { NotificationList } from './use-notification-list.ts';

/** What is below the last row: more on its way, or why not. */
export function ListEnd({ list }: { list: NotificationList }) {
  const t = useTranslations('notifications');
  const actions = useTranslations('actions');
  if (!list.hasOlder) return null;
  if (!list.failed) return <SkeletonRows rows={2} label={t('loading')} />;
  return (
    <div role="alert" className="flex items-center gap-3 px-4 py-3">
      <span className="text-small text-danger">{t('olderFailed')}</span>
      <Button onClick={list.loadMore}>{actions('tryAgain')}</Button>
    </div>
  );
}
