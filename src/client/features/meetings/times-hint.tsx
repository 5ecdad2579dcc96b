import { useTranslations } from 'use-intl';
import { type FormTimes, instantsOf } from './form-times.ts';
import { useZoneName } from './meeting-time.tsx';

/** What was filled in comes to: how long, over midnight or not, and on which clock. */
export function TimesHint(times: FormTimes) {
  const t = useTranslations('meetings');
  const zoneName = useZoneName();
  const instants = instantsOf(times);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const zone = zoneName(timeZone, instants?.starts ?? new Date());
  if (!instants) return <p className="text-small text-quiet">{zone}</p>;
  const minutes = Math.round((instants.ends.getTime() - instants.starts.getTime()) / 60_000);
  const overnight = times.end <= times.start;
  return (
    <p className="text-small text-quiet">
      {[
        t('duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
        ...(overnight ? [t('overnight')] : []),
        zone,
      ].join(' · ')}
    </p>
  );
}
