import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Occurrence, ShownMeeting } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { formTimes } from './form-times.ts';
import { MeetingForm, type MeetingInput } from './meeting-form.tsx';
import type { MeetingValues } from './meeting-schema.ts';
import { choiceOf, ruleOf } from './recurrence/rule-choice.ts';
import { type Scope, ScopeField } from './recurrence/scope-field.tsx';

interface EditDialogProps {
  meeting: ShownMeeting;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The meeting that has the changed times now, which may be another one. */
  onChanged: (meetingId: string) => void;
}

/**
 * Changes a meeting, or so many of its times as one says. Each opening is one of its own (`key`):
 * changes are made from what the meeting was then, whatever others do to it meanwhile.
 */
export function EditMeetingDialog({ meeting: now, ...props }: EditDialogProps) {
  const { open, onOpenChange, onChanged } = props;
  const [meeting] = useState(now);
  const t = useTranslations('meetings');
  const toast = useToast();
  const utils = trpc.useUtils();
  const update = trpc.meetings.update.useMutation();
  const change = trpc.meetings.changeOccurrence.useMutation();
  const [scope, setScope] = useState<Scope>('one');
  const initial = valuesOf(meeting);
  const { occurrence, version } = meeting;
  const oneTime = occurrence !== null && scope === 'one';
  const submit = async (input: MeetingInput) => {
    const changes = changesOf(input, meeting, initial);
    const made = { meetingId: meeting.id, version };
    const changed =
      occurrence === null
        ? await update.mutateAsync({ ...made, ...changes })
        : await change.mutateAsync({
            ...made,
            occurrence,
            scope,
            ...(oneTime ? ofOneTime(changes) : changes),
          });
    await utils.meetings.invalidate();
    toast(t('saved'));
    onOpenChange(false);
    onChanged(changed.id);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('edit')} className="max-w-xl">
      {occurrence !== null && (
        <ScopeField label={t('scope.change')} value={scope} onChange={setScope} />
      )}
      <MeetingForm
        draftKey={`meeting.${meeting.id} ${occurrence ?? ''}`}
        version={version}
        initial={() => initial}
        projectFixed
        oneTime={oneTime}
        organizerId={meeting.organizer_id}
        people={meeting.people}
        submitLabel={t('save')}
        onCancel={() => onOpenChange(false)}
        onSubmit={submit}
      />
    </Dialog>
  );
}

function valuesOf(meeting: Occurrence): MeetingValues {
  const { time_zone: timeZone } = meeting;
  const times = formTimes(new Date(meeting.starts_at), new Date(meeting.ends_at), timeZone);
  return {
    title: meeting.title,
    description: meeting.description,
    projectId: meeting.project_id ?? '',
    participantIds: meeting.participant_ids,
    rule: choiceOf(meeting.recurrence, times),
    ...times,
  };
}

type Changes = Partial<Omit<MeetingInput, 'projectId'>>;

/** What one has changed, and nothing else: the rest of its times may have it otherwise. */
function changesOf(input: MeetingInput, meeting: Occurrence, initial: MeetingValues): Changes {
  const sameDay = input.startsAt.slice(0, 10) === meeting.starts_at.slice(0, 10);
  // By the choice where the day is the same: one rule can be written in several ways.
  const before = sameDay ? ruleOf(initial.rule, initial) : meeting.recurrence;
  const sameTimes = input.startsAt === meeting.starts_at && input.endsAt === meeting.ends_at;
  const samePeople = input.participantIds.join() === meeting.participant_ids.join();
  return {
    ...(input.title === meeting.title ? {} : { title: input.title }),
    ...(input.description === meeting.description ? {} : { description: input.description }),
    ...(sameTimes ? {} : { startsAt: input.startsAt, endsAt: input.endsAt }),
    ...(input.timeZone === meeting.time_zone ? {} : { timeZone: input.timeZone }),
    ...(input.recurrence === before ? {} : { recurrence: input.recurrence }),
    ...(samePeople ? {} : { participantIds: input.participantIds }),
  };
}

function ofOneTime({ timeZone: _, recurrence: __, participantIds: ___, ...own }: Changes): Changes {
  return own;
}
