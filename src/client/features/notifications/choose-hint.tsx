import { useTranslations } from 'use-intl';
import { useUserNotifications } from '#client/live/use-user-notifications.ts';

/** The reading pane before anything is chosen. */
export function ChooseHint() {
  const t = useTranslations('notifications');
  const { notifications } = useUserNotifications();
  if (notifications.length === 0) return null;
  return <p className="px-8 py-8 text-list text-quiet">{t('choose')}</p>;
}
