import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { formTimes, suggestedTimes } from './form-times.ts';
import { MeetingForm } from './meeting-form.tsx';
import { noRule } from './recurrence/rule-choice.ts';

interface ScheduleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onScheduled: (meetingId: string) => void;
  /** The project that one comes from. */
  projectId?: string;
  /** A time that one has pointed at, for an hour. */
  at?: Date | null;
}

export function ScheduleDialog({
  open,
  onOpenChange,
  onScheduled,
  projectId = '',
  at = null,
}: ScheduleDialogProps) {
  const t = useTranslations('meetings');
  const utils = trpc.useUtils();
  const schedule = trpc.meetings.schedule.useMutation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('schedule')} className="max-w-xl">
      <MeetingForm
        draftKey="meeting"
        atGivenTime={at !== null}
        initial={() => ({
          title: '',
          description: '',
          projectId,
          participantIds: [],
          rule: noRule,
          ...(at ? formTimes(at, new Date(at.getTime() + 3_600_000)) : suggestedTimes(new Date())),
        })}
        submitLabel={t('scheduleIt')}
        onCancel={() => onOpenChange(false)}
        onSubmit={async ({ projectId: chosen, ...meeting }) => {
          const made = await schedule.mutateAsync({
            ...meeting,
            ...(chosen === '' ? {} : { projectId: chosen }),
          });
          await utils.meetings.invalidate();
          onScheduled(made.id);
        }}
      />
    </Dialog>
  );
}
