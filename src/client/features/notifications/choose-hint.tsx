import { useTranslations } from 'use-intl';

/** The reading pane before anything is chosen. */
export function ChooseHint() {
  const t = useTranslations('notifications');
  return <p className="px-8 py-8 text-list text-quiet">{t('choose')}</p>;
}
