import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Meeting } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { formTimes, suggestedTimes } from './form-times.ts';
import { MeetingForm } from './meeting-form.tsx';

interface ScheduleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onScheduled: (meetingId: string) => void;
  /** The project that one comes from. */
  projectId?: string;
}

export function ScheduleDialog({
  open,
  onOpenChange,
  onScheduled,
  projectId = '',
}: ScheduleDialogProps) {
  const t = useTranslations('meetings');
  const utils = trpc.useUtils();
  const schedule = trpc.meetings.schedule.useMutation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('schedule')} className="max-w-xl">
      <MeetingForm
        initial={() => ({
          title: '',
          description: '',
          projectId,
          participantIds: [],
          ...suggestedTimes(new Date()),
        })}
        submitLabel={t('scheduleIt')}
        onCancel={() => onOpenChange(false)}
        onSubmit={async ({ projectId: chosen, ...meeting }) => {
          const made = await schedule.mutateAsync({
            ...meeting,
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            ...(chosen === '' ? {} : { projectId: chosen }),
          });
          await utils.meetings.list.invalidate();
          onScheduled(made.id);
        }}
      />
    </Dialog>
  );
}

interface EditDialogProps {
  meeting: Meeting;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function EditMeetingDialog({ meeting, open, onOpenChange }: EditDialogProps) {
  const t = useTranslations('meetings');
  const toast = useToast();
  const utils = trpc.useUtils();
  const update = trpc.meetings.update.useMutation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('edit')} className="max-w-xl">
      <MeetingForm
        initial={() => ({
          title: meeting.title,
          description: meeting.description,
          projectId: meeting.project_id ?? '',
          participantIds: meeting.participant_ids,
          ...formTimes(new Date(meeting.starts_at), new Date(meeting.ends_at)),
        })}
        projectFixed
        organizerId={meeting.organizer_id}
        submitLabel={t('save')}
        onCancel={() => onOpenChange(false)}
        onSubmit={async ({ projectId: _, ...changes }) => {
          // The version it was made from: what somebody else changed meanwhile is not overwritten.
          await update.mutateAsync({ meetingId: meeting.id, version: meeting.version, ...changes });
          await utils.meetings.invalidate();
          toast(t('saved'));
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}
