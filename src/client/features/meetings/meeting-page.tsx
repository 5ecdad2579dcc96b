import { Link } from '@tanstack/react-router';
import { CalendarArrowDown, CalendarX2, MessagesSquare, Pencil, Repeat } from 'lucide-react';
import { useState } from 'react';
import { useNow, useTranslations } from 'use-intl';
import type { Meeting, ShownMeeting } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Button, buttonClass } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { MeetingHeader } from './meeting-header.tsx';
import { byId, peopleOf } from './meeting-people.ts';
import { meetingPhase } from './meeting-phase.ts';
import { MeetingWhen } from './meeting-when.tsx';
import { EditMeetingDialog } from './edit-dialog.tsx';
import { Notes } from './notes/notes.tsx';
import { useRuleWords } from './recurrence/use-rule-words.ts';
import { useMeeting } from './use-meeting.ts';

interface MeetingPageProps {
  meetingId: string;
  /** Which of its times, where it comes again; null for the next. */
  at: string | null;
  /** It was changed so that another meeting has the time that is shown. */
  onMoved: (meetingId: string) => void;
}

/** A meeting before it begins and after it is over: when, what about, who. */
export function MeetingPage({ meetingId, at, onMoved }: MeetingPageProps) {
  const t = useTranslations('meetings');
  const { query, meeting, project, ...may } = useMeeting(meetingId, at);
  const ruleWords = useRuleWords();
  const me = usePerson();
  const [dialog, setDialog] = useState<'edit' | 'cancel' | null>(null);
  return (
    <>
      <MeetingHeader
        meetingId={meetingId}
        at={at}
        title={meeting?.title ?? ''}
        actions={
          may.mayEnter && (
            <Link
              to="/meetings/$meetingId/room"
              params={{ meetingId }}
              search={at === null ? {} : { at }}
              className={buttonClass('primary')}
            >
              <MessagesSquare size={16} aria-hidden />
              <span className="sm:hidden">{t('enterShort')}</span>
              <span className="max-sm:hidden">{t('enter')}</span>
            </Link>
          )
        }
      />
      <Loaded
        query={{ data: meeting, error: query.error, refetch: query.refetch }}
        what={t('meetingNotLoaded')}
        skeleton={
          <div
            role="status"
            aria-label={t('loading')}
            className="flex flex-col gap-3 px-4 py-6 md:px-6"
          >
            <Skeleton className="h-5 w-64" />
            <Skeleton className="h-3 w-40" />
            <Skeleton className="h-3 w-96 max-w-full" />
          </div>
        }
      >
        {(meeting) => (
          <div className="flush grid max-w-5xl gap-x-12 gap-y-8 px-4 py-5 md:px-6 md:py-7 lg:grid-cols-[3fr_2fr]">
            <div className="flex min-w-0 flex-col gap-5">
              <div className="flex flex-col items-start gap-1.5">
                <PhaseBadge meeting={meeting} />
                <MeetingWhen meeting={meeting} />
                {meeting.recurrence !== null && (
                  <p className="flex items-center gap-2 text-list text-quiet first-letter:uppercase">
                    <Repeat size={14} aria-hidden />
                    {ruleWords(meeting)}
                  </p>
                )}
              </div>
              {project && (
                <p className="text-list">
                  <span className="text-quiet">{t('inProject')} </span>
                  <Link
                    to="/projects/$projectId"
                    params={{ projectId: project.id }}
                    className="text-accent hover:underline"
                  >
                    {project.name}
                  </Link>
                  {may.isArchived && <span className="text-quiet"> · {t('inArchive')}</span>}
                </p>
              )}
              {meeting.description !== '' && (
                <p className="max-w-prose text-read whitespace-pre-wrap wrap-anywhere">
                  {meeting.description}
                </p>
              )}
              <div className="flex flex-wrap gap-2 pt-1">
                {may.mayChange && (
                  <>
                    <Button onClick={() => setDialog('edit')}>
                      <Pencil size={16} aria-hidden />
                      {t('edit')}
                    </Button>
                    <Button tone="danger" onClick={() => setDialog('cancel')}>
                      <CalendarX2 size={16} aria-hidden />
                      {t('cancel')}
                    </Button>
                  </>
                )}
                <a
                  href={`/api/v1/meetings/${meetingId}/calendar.ics`}
                  download
                  className={buttonClass()}
                >
                  <CalendarArrowDown size={16} aria-hidden />
                  {t('toCalendar')}
                </a>
              </div>
            </div>
            <MeetingPeople meeting={meeting} />
            <section className="min-w-0 max-w-prose">
              <SectionHead title={t('notes')} />
              <div className="pt-2">
                <Notes meetingId={meetingId} ownId={me.id} mayWrite={may.mayWriteNotes} />
              </div>
            </section>
            <EditMeetingDialog
              key={dialog === 'edit' ? 'open' : 'shut'}
              meeting={meeting}
              open={dialog === 'edit'}
              onOpenChange={(open) => setDialog(open ? 'edit' : null)}
              onChanged={(changedId) => {
                if (changedId !== meetingId) onMoved(changedId);
              }}
            />
            <CancelDialog
              meeting={meeting}
              open={dialog === 'cancel'}
              onOpenChange={(open) => setDialog(open ? 'cancel' : null)}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}

function PhaseBadge({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings');
  const now = useNow({ updateInterval: 30_000 });
  switch (meetingPhase(meeting, now)) {
    case 'cancelled':
      return <Badge tone="danger">{t('cancelled')}</Badge>;
    case 'now':
      return <Badge tone="accent">{t('now')}</Badge>;
    case 'past':
      return <Badge>{t('over')}</Badge>;
    case 'soon':
    case 'later':
      return null;
  }
}

function MeetingPeople({ meeting }: { meeting: ShownMeeting }) {
  const t = useTranslations('meetings');
  const people = peopleOf(meeting, byId(meeting.people));
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('people')}
        end={<span className="text-small text-quiet">{people.length}</span>}
      />
      <ul>
        {people.map((person) => (
          <li key={person.id} className="flex items-center gap-3 border-b border-line py-1.5">
            <Avatar name={person.name} url={person.avatar_url} size="sm" />
            <span className="min-w-0 flex-1 truncate text-list">{person.name}</span>
            {person.id === meeting.organizer_id && (
              <span className="text-small text-quiet">{t('organizer')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
