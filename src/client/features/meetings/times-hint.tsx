import { useTranslations } from 'use-intl';
import { type FormTimes, instantsOf } from './form-times.ts';
import { MeetingTimes } from './meeting-time.tsx';

interface TimesHintProps {
  times: FormTimes;
  /** The same on the reader's own clock, where that shows another time. */
  here: { starts: Date; ends: Date } | null;
}

/** What was filled in comes to: how long, over midnight or not, and when that is here. */
export function TimesHint({ times, here }: TimesHintProps) {
  const t = useTranslations('meetings');
  const instants = instantsOf(times);
  if (!instants) return null;
  const minutes = Math.round((instants.ends.getTime() - instants.starts.getTime()) / 60_000);
  const said = [
    t('duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    ...(times.end <= times.start ? [t('overnight')] : []),
  ].join(' · ');
  return (
    <p className="text-small text-quiet">
      {said}
      {here && (
        <>
          {` · ${t('here')} `}
          <MeetingTimes startsAt={here.starts.toISOString()} endsAt={here.ends.toISOString()} />
        </>
      )}
    </p>
  );
}
