import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { fieldFaults } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { FormActions } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import { instantsOf } from './form-times.ts';
import { MeetingPeopleField } from './meeting-people-field.tsx';
import { type MeetingValues, meetingSchema } from './meeting-schema.ts';
import { RecurrenceField } from './recurrence/recurrence-field.tsx';
import { ruleOf } from './recurrence/rule-choice.ts';
import { useRuleWords } from './recurrence/use-rule-words.ts';
import { TimeZoneField } from './time-zone-field.tsx';
import { TimesHint } from './times-hint.tsx';

/** What the form gives: instants instead of what the fields hold. */
export interface MeetingInput {
  title: string;
  description: string;
  projectId: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  recurrence: string | null;
  participantIds: string[];
}

interface MeetingFormProps {
  initial: () => MeetingValues;
  submitLabel: string;
  /** A meeting stays in the project that it was made in. */
  projectFixed?: boolean;
  /** Of one time of a meeting that comes again: what it can have of its own. */
  oneTime?: boolean;
  organizerId?: string;
  onCancel: () => void;
  onSubmit: (meeting: MeetingInput) => Promise<void>;
}

const fieldsByName: Record<string, 'title' | 'description' | 'end' | 'date' | 'rule'> = {
  title: 'title',
  description: 'description',
  ends_at: 'end',
  starts_at: 'date',
  recurrence: 'rule',
};

/** Title, when, how often, who, where it belongs. Nothing typed is lost when the server refuses. */
export function MeetingForm({
  initial,
  submitLabel,
  projectFixed = false,
  oneTime = false,
  organizerId,
  onCancel,
  onSubmit,
}: MeetingFormProps) {
  const t = useTranslations('meetings');
  const me = usePerson();
  const failureText = useFailureText();
  const ruleWords = useRuleWords();
  const projects = trpc.projects.list.useQuery();
  const [defaultValues] = useState(initial);
  const { register, control, handleSubmit, setError, setValue, formState } = useForm<MeetingValues>(
    { resolver: zodResolver(meetingSchema), defaultValues },
  );
  const { errors, isSubmitting } = formState;
  const values = useWatch({ control, compute: (all) => all });
  const instants = instantsOf(values);
  const recurrence = ruleOf(values.rule, values);
  const submit = handleSubmit(async ({ date, start, end, rule, ...meeting }) => {
    const times = instantsOf({ date, start, end, timeZone: meeting.timeZone });
    if (!times) return;
    try {
      await onSubmit({
        ...meeting,
        startsAt: times.starts.toISOString(),
        endsAt: times.ends.toISOString(),
        recurrence: ruleOf(rule, { date, timeZone: meeting.timeZone }),
      });
    } catch (error) {
      const faults = fieldFaults(error).filter(({ field }) => field in fieldsByName);
      for (const { field, message } of faults) setError(fieldsByName[field] ?? 'root', { message });
      if (faults.length === 0) setError('root', { message: failureText(error) });
    }
  });
  const timeFault = errors.date ?? errors.start ?? errors.end;
  const isElsewhere = values.timeZone !== ownTimeZone();
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
          {timeFault ? (
            <p role="alert" className="text-small text-danger">
              {timeFault.type ? t('timeMissing') : timeFault.message}
            </p>
          ) : (
            <TimesHint times={values} here={isElsewhere ? instants : null} />
          )}
        </div>
        {!oneTime && (
          <>
            <Controller
              control={control}
              name="timeZone"
              render={({ field }) => (
                <TimeZoneField
                  value={field.value}
                  onChange={field.onChange}
                  at={instants?.starts ?? new Date()}
                />
              )}
            />
            <Controller
              control={control}
              name="rule"
              render={({ field }) => (
                <RecurrenceField
                  value={field.value}
                  onChange={field.onChange}
                  date={values.date}
                  error={errors.rule?.message}
                  words={
                    instants &&
                    ruleWords({
                      recurrence,
                      starts_at: instants.starts.toISOString(),
                      time_zone: values.timeZone,
                    })
                  }
                />
              )}
            />
          </>
        )}
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
        {!oneTime && (
          <MeetingPeopleField
            chosenIds={values.participantIds}
            projectId={values.projectId}
            organizerId={organizerId ?? me.id}
            onChange={(ids) => setValue('participantIds', ids)}
          />
        )}
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
      <FormActions onCancel={onCancel} busy={isSubmitting}>
        {submitLabel}
      </FormActions>
    </form>
  );
}
