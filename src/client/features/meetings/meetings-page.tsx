import { CalendarPlus, CalendarSync } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import type { CalendarView, Day } from './calendar/calendar-days.ts';
import { MeetingsList } from './meetings-list.tsx';
import type { MeetingsShown } from './use-agenda.ts';

const Calendar = lazy(async () => ({
  default: (await import('./calendar/calendar.tsx')).Calendar,
}));
const ScheduleDialog = lazy(async () => ({
  default: (await import('./schedule-dialog.tsx')).ScheduleDialog,
}));

const FeedDialog = lazy(async () => ({
  default: (await import('./calendar/feed-dialog.tsx')).FeedDialog,
}));

export type MeetingsView = MeetingsShown | CalendarView;

interface MeetingsPageProps {
  view: MeetingsView;
  onView: (view: MeetingsView) => void;
  /** The day that the calendar shows. */
  day: Day;
  onDay: (day: Day) => void;
  scheduling: boolean;
  onScheduling: (scheduling: boolean) => void;
  onScheduled: (meetingId: string) => void;
}

/** What is ahead, day by day, by weeks or months; what is over behind a tab. */
export function MeetingsPage({
  view,
  onView,
  day,
  onDay,
  scheduling,
  onScheduling,
  onScheduled,
}: MeetingsPageProps) {
  const t = useTranslations('meetings');
  const places = useTranslations('places');
  const [subscribing, setSubscribing] = useState(false);
  const [at, setAt] = useState<Date | null>(null);
  const schedule = (time: Date | null) => {
    setAt(time);
    onScheduling(true);
  };
  const scheduleButton = (
    <Button tone="primary" onClick={() => schedule(null)}>
      <CalendarPlus size={16} aria-hidden />
      <span className="sm:hidden">{t('scheduleShort')}</span>
      <span className="max-sm:hidden">{t('schedule')}</span>
    </Button>
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={places('meetings')}
        actions={
          <>
            <IconButton label={t('feed.title')} onClick={() => setSubscribing(true)}>
              <CalendarSync size={18} aria-hidden />
            </IconButton>
            {scheduleButton}
          </>
        }
      >
        <Tabs
          label={t('which')}
          value={view}
          onChange={onView}
          tabs={[
            { value: 'ahead', label: t('ahead') },
            { value: 'week', label: t('week') },
            { value: 'month', label: t('month') },
            { value: 'past', label: t('past') },
          ]}
        />
      </PageHeader>
      {view === 'week' || view === 'month' ? (
        <Suspense fallback={<SkeletonRows rows={6} label={t('loading')} />}>
          <Calendar view={view} day={day} onDay={onDay} onTime={schedule} />
        </Suspense>
      ) : (
        <MeetingsList key={view} show={view} />
      )}
      {subscribing && (
        <Suspense>
          <FeedDialog onClose={() => setSubscribing(false)} />
        </Suspense>
      )}
      {scheduling && (
        <Suspense>
          <ScheduleDialog open onOpenChange={onScheduling} onScheduled={onScheduled} at={at} />
        </Suspense>
      )}
    </div>
  );
}
