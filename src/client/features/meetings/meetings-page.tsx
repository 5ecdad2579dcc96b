import { CalendarPlus } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { Agenda } from './agenda.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { type MeetingsShown, useMeetings } from './use-meetings.ts';

interface MeetingsPageProps {
  show: MeetingsShown;
  onShow: (show: MeetingsShown) => void;
  scheduling: boolean;
  onScheduling: (scheduling: boolean) => void;
  onScheduled: (meetingId: string) => void;
}

/** What is ahead, day by day; what is over behind a tab. */
export function MeetingsPage({
  show,
  onShow,
  scheduling,
  onScheduling,
  onScheduled,
}: MeetingsPageProps) {
  const t = useTranslations('meetings');
  const places = useTranslations('places');
  const { query, meetings } = useMeetings(show);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const scheduleButton = (
    <Button tone="primary" onClick={() => onScheduling(true)}>
      <CalendarPlus size={16} aria-hidden />
      <span className="sm:hidden">{t('scheduleShort')}</span>
      <span className="max-sm:hidden">{t('schedule')}</span>
    </Button>
  );
  const empty = query.data !== undefined && meetings.length === 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={places('meetings')}
        // Where there is nothing yet, the button stands below, beside what to do.
        actions={!(empty && show === 'ahead') && scheduleButton}
      >
        <Tabs
          label={t('which')}
          value={show}
          onChange={onShow}
          tabs={[
            { value: 'ahead', label: t('ahead') },
            { value: 'past', label: t('past') },
          ]}
        />
      </PageHeader>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
        {query.error && !query.data ? (
          <QueryError
            error={query.error}
            what={t('notLoaded')}
            onRetry={() => void query.refetch()}
          />
        ) : !query.data ? (
          <SkeletonRows rows={6} label={t('loading')} />
        ) : empty ? (
          <div className="md:px-2">
            {show === 'ahead' ? (
              <EmptyState title={t('empty')} action={scheduleButton}>
                {t('emptyHint')}
              </EmptyState>
            ) : (
              <EmptyState title={t('emptyPast')}>{t('emptyPastHint')}</EmptyState>
            )}
          </div>
        ) : (
          <Agenda meetings={meetings} />
        )}
        {query.hasNextPage && (
          <div className="px-4 py-3 md:px-6">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {show === 'ahead' ? t('later') : t('earlier')}
            </Button>
          </div>
        )}
      </div>
      <ScheduleDialog open={scheduling} onOpenChange={onScheduling} onScheduled={onScheduled} />
    </div>
  );
}
