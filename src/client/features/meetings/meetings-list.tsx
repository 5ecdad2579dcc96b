import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { Agenda } from './agenda.tsx';
import { type MeetingsShown, useAgenda } from './use-agenda.ts';

/** Meetings under their days, as far as one wants to look. */
export function MeetingsList({ show }: { show: MeetingsShown }) {
  const t = useTranslations('meetings');
  const { query, meetings, people } = useAgenda(show);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  return (
    <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
      <Loaded
        query={query}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={6} label={t('loading')} />}
      >
        {meetings.length === 0 ? (
          show === 'ahead' ? (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          ) : (
            <EmptyState title={t('emptyPast')}>{t('emptyPastHint')}</EmptyState>
          )
        ) : (
          <Agenda meetings={meetings} people={people} />
        )}
      </Loaded>
      <MoreButton query={query}>{show === 'ahead' ? t('later') : t('earlier')}</MoreButton>
    </div>
  );
}
