import { CheckCheck, Settings } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '#client/ui/button.tsx';

interface InboxActionsProps {
  unreadCount: number;
  onMarkAllRead: () => void;
  goTo: (path: string) => void;
}

/** What can be done with all notifications together, and where they are set up. */
export function InboxActions({ unreadCount, onMarkAllRead, goTo }: InboxActionsProps) {
  const t = useTranslations('notifications');
  return (
    <>
      <Button tone="quiet" disabled={unreadCount === 0} onClick={onMarkAllRead}>
        <CheckCheck size={16} aria-hidden className="max-sm:hidden" />
        <span className="sm:hidden">{t('markAllReadShort')}</span>
        <span className="max-sm:hidden">{t('markAllRead')}</span>
      </Button>
      <IconButton
        label={t('settings')}
        title={t('settings')}
        onClick={() => goTo('/settings#notifications')}
      >
        <Settings size={18} aria-hidden />
      </IconButton>
    </>
  );
}
