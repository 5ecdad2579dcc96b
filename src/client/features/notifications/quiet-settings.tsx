import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Toggle } from '#client/ui/toggle.tsx';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import { TimeZoneField } from '#client/ui/time-zone-field.tsx';
import { usePreferences } from './use-preferences.ts';

const usual = { from: '22:00', to: '07:00', urgent: true };
const reminders = ['none', '5', '10', '15', '30', '60'] as const;
const frequencies = ['none', 'daily', 'weekly'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** When nothing calls, and when mail comes. */
export function QuietSettings() {
  const t = useTranslations('preferences');
  const format = useFormatter();
  const { preferences, change } = usePreferences();
  if (!preferences) return null;
  // The first of January 2024 was a Monday.
  const dayName = (weekday: number) =>
    format.dateTime(new Date(Date.UTC(2024, 0, weekday)), { weekday: 'long', timeZone: 'UTC' });
  const { quiet_hours: quiet, digest, meeting_reminder_minutes: reminder } = preferences;
  const setQuiet = (next: typeof usual | null) => change({ quiet_hours: next });
  const minutes = reminder === null ? 'none' : String(reminder);
  const lengths = reminders.some((one) => one === minutes) ? reminders : [...reminders, minutes];
  return (
    <div className="flex max-w-md flex-col">
      <Toggle
        label={t('mail')}
        hint={t('mailHint')}
        on={preferences.channels.mail}
        onChange={(mail) => change({ channels: { mail } })}
      />
      <Toggle
        label={t('quiet')}
        hint={t('quietHint')}
        on={quiet !== null}
        onChange={(on) => setQuiet(on ? usual : null)}
      />
      {quiet && (
        <>
          <div className="grid grid-cols-2 gap-4 py-2">
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={`${end} ${quiet[end]}`}
                type="time"
                label={t(end)}
                defaultValue={quiet[end]}
                onBlur={({ target }) => {
                  if (target.value && target.value !== quiet[end]) {
                    setQuiet({ ...quiet, [end]: target.value });
                  }
                }}
              />
            ))}
          </div>
          <Toggle
            label={t('urgent')}
            hint={t('urgentHint')}
            on={quiet.urgent}
            onChange={(urgent) => setQuiet({ ...quiet, urgent })}
          />
        </>
      )}
      <div className="flex flex-col gap-1 py-3">
        <TimeZoneField
          value={preferences.time_zone ?? ownTimeZone()}
          onChange={(zone) => change({ time_zone: zone })}
          at={new Date()}
        />
        <p className="text-small text-quiet">{t('zoneHint')}</p>
      </div>
      <div className="grid gap-4 py-3 sm:grid-cols-2">
        <Select
          label={t('digest')}
          value={digest.frequency}
          onChange={(frequency) => change({ digest: { frequency } })}
          options={frequencies.map((value) => ({ value, label: t(`frequency.${value}`) }))}
        />
        {digest.frequency !== 'none' && (
          <Select
            label={t('hour')}
            value={String(digest.hour)}
            onChange={(hour) => change({ digest: { hour: Number(hour) } })}
            options={hours.map((value) => ({ value, label: `${value.padStart(2, '0')}:00` }))}
          />
        )}
        {digest.frequency === 'weekly' && (
          <Select
            label={t('weekday')}
            value={String(digest.weekday)}
            onChange={(weekday) => change({ digest: { weekday: Number(weekday) } })}
            options={weekdays.map((value) => ({ value, label: dayName(Number(value)) }))}
          />
        )}
        <Select
          label={t('reminder')}
          value={minutes}
          onChange={(next) =>
            change({ meeting_reminder_minutes: next === 'none' ? null : Number(next) })
          }
          options={lengths.map((value) => ({
            value,
            label:
              value === 'none' ? t('noReminder') : t('minutesBefore', { count: Number(value) }),
          }))}
        />
      </div>
    </div>
  );
}

/** Projects one hears nothing of but what is urgent. */
export function MutedProjects() {
  const t = useTranslations('preferences');
  const { preferences, change } = usePreferences();
  const { data: projects } = trpc.projects.list.useQuery();
  if (!preferences || !projects || projects.results.length === 0) return null;
  const muted = preferences.muted_project_ids;
  return (
    <fieldset className="max-w-md">
      <legend className="pb-1 text-list font-semibold">{t('muted')}</legend>
      {projects.results.map(({ id, name }) => (
        <label key={id} className="target flex items-center gap-3 text-list">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={muted.includes(id)}
            onChange={({ target }) =>
              change({
                muted_project_ids: target.checked
                  ? [...muted, id]
                  : muted.filter((one) => one !== id),
              })
            }
          />
          <span className="min-w-0 truncate">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
