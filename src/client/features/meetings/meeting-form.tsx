import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Person } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { mayWorkIn } from '#client/app/project-rights.ts';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import { TimeZoneField } from '#client/ui/time-zone-field.tsx';
import { instantsOf } from './form-times.ts';
import { MeetingPeopleField } from './meeting-people-field.tsx';
import { type MeetingValues, meetingSchema } from './meeting-schema.ts';
import { RecurrenceField } from './recurrence/recurrence-field.tsx';
import { ruleOf } from './recurrence/rule-choice.ts';
import { useRuleWords } from './recurrence/use-rule-words.ts';
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
  /** Which of them is edited. */
  draftKey: string;
  version?: number;
  /** The times were pointed at: those of a draft are not brought back. */
  atGivenTime?: boolean;
  initial: () => MeetingValues;
  submitLabel: string;
  /** A meeting stays in the project that it was made in. */
  projectFixed?: boolean;
  /** Of one time of a meeting that comes again: what it can have of its own. */
  oneTime?: boolean;
  organizerId?: string;
  /** Those whose it is already. */
  people?: readonly Person[];
  onCancel: () => void;
  onSubmit: (meeting: MeetingInput) => Promise<void>;
}

/** By the server's names. */
const about = { ends_at: 'end', starts_at: 'date', recurrence: 'rule' } as const;
const times = ['date', 'start', 'end', 'timeZone'] as const;

/** Title, when, how often, who, where it belongs. Nothing typed is lost when the server refuses. */
export function MeetingForm({
  draftKey,
  version,
  atGivenTime = false,
  initial,
  submitLabel,
  projectFixed = false,
  oneTime = false,
  organizerId,
  people,
  onCancel,
  onSubmit,
}: MeetingFormProps) {
  const t = useTranslations('meetings');
  const me = usePerson();
  const ruleWords = useRuleWords();
  const projects = trpc.projects.list.useQuery();
  const [defaultValues] = useState(initial);
  const form = useKeptForm<MeetingValues>({
    key: draftKey,
    version: version ?? null,
    resolver: zodResolver(meetingSchema),
    defaultValues,
    except: atGivenTime ? times : [],
    // Of suggested times one part alone says nothing a day later.
    together: times,
    about,
  });
  const { register, control, setValue } = form;
  const values = useWatch({ control, compute: (all) => all });
  const instants = instantsOf(values);
  const recurrence = ruleOf(values.rule, values);
  const store = async ({ date, start, end, rule, ...meeting }: MeetingValues) => {
    const chosen = instantsOf({ date, start, end, timeZone: meeting.timeZone });
    if (!chosen) return;
    await onSubmit({
      ...meeting,
      startsAt: chosen.starts.toISOString(),
      endsAt: chosen.ends.toISOString(),
      recurrence: ruleOf(rule, { date, timeZone: meeting.timeZone }),
    });
  };
  const timeFault = (['date', 'start', 'end'] as const)
    .map((name) => form.fault(name, t('timeMissing')))
    .find((fault) => fault !== undefined);
  const isElsewhere = values.timeZone !== ownTimeZone();
  return (
    <DialogForm form={form} submitLabel={submitLabel} onCancel={onCancel} onStore={store}>
      <TextField
        label={t('title')}
        autoComplete="off"
        error={form.fault('title', t('titleMissing'))}
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
            {timeFault}
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
                error={form.fault('rule', '')}
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
        <SelectField
          control={control}
          name="projectId"
          label={t('project')}
          options={[
            { value: '', label: t('noProject') },
            ...(projects.data?.results ?? [])
              .filter(mayWorkIn)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {!oneTime && (
        <MeetingPeopleField
          chosenIds={values.participantIds}
          projectId={values.projectId}
          organizerId={organizerId ?? me.id}
          people={people}
          onChange={(ids) => setValue('participantIds', ids)}
        />
      )}
      <TextAreaField
        label={t('description')}
        error={form.fault('description', t('descriptionLong'))}
        {...register('description')}
      />
    </DialogForm>
  );
}
