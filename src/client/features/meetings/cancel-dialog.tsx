import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Meeting } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

interface CancelDialogProps {
  meeting: Meeting;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Calling a meeting off tells everybody, so it is asked once. */
export function CancelDialog({ meeting, open, onOpenChange }: CancelDialogProps) {
  const t = useTranslations('meetings');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const cancel = trpc.meetings.cancel.useMutation({
    onSuccess: async () => {
      await utils.meetings.invalidate();
      onOpenChange(false);
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('cancelTitle', { title: meeting.title })}
      description={t('cancelHint')}
    >
      <DialogActions>
        <Button tone="quiet" onClick={() => onOpenChange(false)}>
          {t('keep')}
        </Button>
        <Button
          tone="danger"
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ meetingId: meeting.id })}
        >
          {t('cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
