import { useTranslations } from 'use-intl';
import type { ListedNotification } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { WhyWords } from './why-this.tsx';

interface WhyDialogProps {
  notification: ListedNotification;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Why one was told, where there is no room beside the list. */
export function WhyDialog({ notification, open, onOpenChange }: WhyDialogProps) {
  const t = useTranslations('notifications');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('why.title')}
      description={notification.title}
    >
      <div className="px-5 pt-3 pb-5 text-list">
        <WhyWords notificationId={notification.id} />
      </div>
    </Dialog>
  );
}
