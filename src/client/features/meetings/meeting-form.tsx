import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Button } from '#client/ui/button.tsx';
import { DialogActions } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { PeoplePicker } from '#client/ui/people-picker.tsx';
import { Select } from '#client/ui/select.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { instantsOf } from './form-times.ts';
import { type MeetingValues, meetingSchema } from './meeting-schema.ts';
import { TimesHint } from './times-hint.tsx';
import { usePeople } from './use-people.ts';

/** What the form gives: instants instead of what the fields hold. */
export interface MeetingInput {
  title: string;
  description: string;
  projectId: string;
  startsAt: string;
  endsAt: string;
  participantIds: string[];
}

interface MeetingFormProps {
  initial: () => MeetingValues;
  submitLabel: string;
  /** A meeting stays in the project that it was made in. */
  projectFixed?: boolean;
  organizerId?: string;
  onCancel: () => void;
  onSubmit: (meeting: MeetingInput) => Promise<void>;
}

/** Title, when, who, where it belongs. Nothing typed is lost when the server refuses. */
export function MeetingForm({
  initial,
  submitLabel,
  projectFixed = false,
  organizerId,
  onCancel,
  onSubmit,
}: MeetingFormProps) {
  const t = useTranslations('meetings');
  const actions = useTranslations('actions');
  const me = usePerson();
  const failureText = useFailureText();
  const { people } = usePeople();
  const projects = trpc.projects.list.useQuery();
  const [defaultValues] = useState(initial);
  const { register, control, handleSubmit, setError, setValue, formState } = useForm<MeetingValues>(
    {
      resolver: zodResolver(meetingSchema),
      defaultValues,
    },
  );
  const { errors, isSubmitting } = formState;
  const values = useWatch({ control });
  const projectId = values.projectId ?? '';
  const project = trpc.projects.get.useQuery({ projectId }, { enabled: projectId !== '' });
  const organizer = organizerId ?? me.id;
  const memberIds = (project.data?.members ?? [])
    .map(({ user }) => user.id)
    .filter((id) => id !== organizer);
  const chosenIds = values.participantIds ?? [];
  const missing = memberIds.filter((id) => !chosenIds.includes(id));
  const submit = handleSubmit(async ({ date, start, end, ...meeting }) => {
    const instants = instantsOf({ date, start, end });
    if (!instants) return;
    const { starts, ends } = instants;
    try {
      await onSubmit({ ...meeting, startsAt: starts.toISOString(), endsAt: ends.toISOString() });
    } catch (error) {
      setError('root', { message: failureText(error) });
    }
  });
  const timeMissing = errors.date ?? errors.start ?? errors.end;
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <div className="flex flex-col gap-4 px-5 pt-3">
        <TextField
          label={t('title')}
          autoComplete="off"
          error={errors.title && t('titleMissing')}
          {...register('title')}
        />
        <div className="flex flex-col gap-1">
          <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-[minmax(0,1fr)_8rem_8rem]">
            <div className="max-sm:col-span-2">
              <TextField label={t('date')} type="date" {...register('date')} />
            </div>
            <TextField label={t('start')} type="time" {...register('start')} />
            <TextField label={t('end')} type="time" {...register('end')} />
          </div>
          {timeMissing ? (
            <p role="alert" className="text-small text-danger">
              {t('timeMissing')}
            </p>
          ) : (
            <TimesHint date={values.date ?? ''} start={values.start ?? ''} end={values.end ?? ''} />
          )}
        </div>
        {!projectFixed && (
          <Controller
            control={control}
            name="projectId"
            render={({ field }) => (
              <Select
                label={t('project')}
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: '', label: t('noProject') },
                  ...(projects.data?.results ?? [])
                    .filter(({ role }) => role !== 'viewer')
                    .map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          />
        )}
        <div className="flex flex-col items-start gap-1">
          <Controller
            control={control}
            name="participantIds"
            render={({ field }) => (
              <PeoplePicker
                label={t('participants')}
                people={people.filter(({ id }) => id !== organizer)}
                chosenIds={field.value}
                onChange={field.onChange}
              />
            )}
          />
          {missing.length > 0 && (
            <Button
              tone="quiet"
              className="-ml-3"
              onClick={() => setValue('participantIds', [...chosenIds, ...missing])}
            >
              {t('addAll', { count: missing.length })}
            </Button>
          )}
        </div>
        <TextAreaField
          label={t('description')}
          error={errors.description && t('descriptionLong')}
          {...register('description')}
        />
        {errors.root && (
          <p role="alert" className="text-list text-danger">
            {errors.root.message}
          </p>
        )}
      </div>
      <DialogActions>
        <Button tone="quiet" onClick={onCancel}>
          {actions('cancel')}
        </Button>
        <Button type="submit" tone="primary" busy={isSubmitting}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
