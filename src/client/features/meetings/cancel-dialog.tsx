import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Occurrence } from '#client/api/types.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { type Scope, ScopeField } from './recurrence/scope-field.tsx';

interface CancelDialogProps {
  meeting: Occurrence;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Calling a meeting off tells everybody, so it is asked once, and of how many of its times. */
export function CancelDialog({ meeting, open, onOpenChange }: CancelDialogProps) {
  const t = useTranslations('meetings');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const [scope, setScope] = useState<Scope>('one');
  const settled = {
    onSuccess: async () => {
      await utils.meetings.invalidate();
      onOpenChange(false);
    },
    onError: (error: unknown) => toast(failureText(error), 'error'),
  };
  const cancel = trpc.meetings.cancel.useMutation(settled);
  const cancelTimes = trpc.meetings.cancelOccurrence.useMutation(settled);
  const { id: meetingId, occurrence, version } = meeting;
  const comesAgain = occurrence !== null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('cancelTitle', { title: meeting.title })}
      hint={t(comesAgain && scope === 'one' ? 'cancelOneHint' : 'cancelHint')}
      action={t(comesAgain && scope === 'one' ? 'cancelOne' : 'cancel')}
      keep={t('keep')}
      busy={cancel.isPending || cancelTimes.isPending}
      onConfirm={() =>
        comesAgain
          ? cancelTimes.mutate({ meetingId, occurrence, scope, version })
          : cancel.mutate({ meetingId })
      }
    >
      {comesAgain && <ScopeField label={t('scope.cancel')} value={scope} onChange={setScope} />}
    </ConfirmDialog>
  );
}
