import { useTranslations } from 'use-intl';
import { weekdays } from '#domain/meetings/recurrence.ts';
import { classNames } from '#client/ui/class-names.ts';
import { TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { isLastOfMonth, nthOf, ordinalOf, type RuleChoice, weekdayOf } from './rule-choice.ts';
import { useWeekdayName } from './use-rule-words.ts';

interface RecurrenceFieldProps {
  value: RuleChoice;
  onChange: (choice: RuleChoice) => void;
  /** The day that the meeting is on. */
  date: string;
  /** What the rule comes to, in plain words. */
  words: string | null;
  error?: string | undefined;
}

/** How often a meeting comes again, as people say it, and until when. */
export function RecurrenceField({ value, onChange, date, words, error }: RecurrenceFieldProps) {
  const t = useTranslations('meetings.rule');
  const change = (part: Partial<RuleChoice>) => onChange({ ...value, ...part });
  const { every } = value;
  const counts = every !== 'never' && every !== 'other';
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <div className="grid grid-cols-2 items-end gap-3">
        <Select
          label={t('label')}
          value={every}
          onChange={(next) => change({ every: next })}
          options={[
            { value: 'never', label: t('never') },
            { value: 'DAILY', label: t('daily') },
            { value: 'WEEKLY', label: t('weekly') },
            { value: 'MONTHLY', label: t('monthly') },
            { value: 'YEARLY', label: t('yearly') },
            ...(value.written !== '' && every === 'other'
              ? [{ value: 'other' as const, label: t('other') }]
              : []),
          ]}
        />
        {counts && (
          <TextField
            label={t(`interval.${every}`)}
            type="number"
            min={1}
            max={99}
            value={value.interval}
            onChange={(event) => change({ interval: wholeNumber(event.target.value, 99) })}
          />
        )}
      </div>
      {every === 'WEEKLY' && (
        <Weekdays value={value} date={date} onChange={(days) => change({ days })} />
      )}
      {every === 'MONTHLY' && <MonthDay value={value} date={date} onChange={change} />}
      {counts && (
        <div className="grid grid-cols-2 items-end gap-3">
          <Select
            label={t('ends')}
            value={value.ends}
            onChange={(ends) => change({ ends })}
            options={[
              { value: 'never', label: t('endsNever') },
              { value: 'count', label: t('endsCount') },
              { value: 'until', label: t('endsUntil') },
            ]}
          />
          {value.ends === 'count' && (
            <TextField
              label={t('count')}
              type="number"
              min={1}
              max={1000}
              value={value.count}
              onChange={(event) => change({ count: wholeNumber(event.target.value, 1_000) })}
            />
          )}
          {value.ends === 'until' && (
            <TextField
              label={t('lastDay')}
              type="date"
              min={date}
              value={value.until}
              onChange={(event) => change({ until: event.target.value })}
            />
          )}
        </div>
      )}
      {error ? (
        <p role="alert" className="text-small text-danger">
          {error}
        </p>
      ) : (
        words !== null && (
          <p className="text-small text-quiet first-letter:uppercase" aria-live="polite">
            {words}
          </p>
        )
      )}
    </fieldset>
  );
}

function Weekdays({
  value,
  date,
  onChange,
}: {
  value: RuleChoice;
  date: string;
  onChange: (days: RuleChoice['days']) => void;
}) {
  const t = useTranslations('meetings.rule');
  const name = useWeekdayName();
  const own = date === '' ? 'MO' : weekdayOf(date);
  const chosen = value.days.length > 0 ? value.days : [own];
  return (
    <div role="group" aria-label={t('days')} className="flex flex-wrap gap-1">
      {weekdays.map((day) => {
        const on = chosen.includes(day);
        const next = on ? chosen.filter((one) => one !== day) : [...chosen, day];
        return (
          <button
            key={day}
            type="button"
            aria-pressed={on}
            aria-label={name(day, 'long')}
            // One day at least: none at all would be no week.
            onClick={() => onChange(next.length === 1 && next[0] === own ? [] : next)}
            disabled={on && chosen.length === 1}
            className={classNames(
              'target min-w-10 rounded-md border px-2 text-list first-letter:uppercase',
              on
                ? 'border-accent bg-accent-soft font-semibold text-accent'
                : 'border-line bg-raised text-quiet hover:border-line-strong hover:text-text',
            )}
          >
            {name(day, 'short')}
          </button>
        );
      })}
    </div>
  );
}

function MonthDay({
  value,
  date,
  onChange,
}: {
  value: RuleChoice;
  date: string;
  onChange: (part: Partial<RuleChoice>) => void;
}) {
  const t = useTranslations('meetings.rule');
  const name = useWeekdayName();
  if (date === '') return null;
  const day = name(weekdayOf(date), 'long');
  return (
    <Select
      label={t('onWhich')}
      value={value.monthly}
      onChange={(monthly) => onChange({ monthly })}
      options={[
        { value: 'day', label: t('onDay', { day: String(Number(date.slice(8))) }) },
        { value: 'nth', label: t('onNth', { nth: t(`nth.${ordinalOf(nthOf(date))}`), day }) },
        ...(isLastOfMonth(date)
          ? [{ value: 'last' as const, label: t('onNth', { nth: t('nth.last'), day }) }]
          : []),
      ]}
    />
  );
}

function wholeNumber(text: string, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(Number(text)) || 1));
}
