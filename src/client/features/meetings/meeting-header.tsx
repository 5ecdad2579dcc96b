import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BackSign, PageHeader } from '#client/ui/page-header.tsx';
import { tabClass } from '#client/ui/tabs.tsx';

interface MeetingHeaderProps {
  meetingId: string;
  title: string;
  /** Which of its times, where it comes again. */
  at: string | null;
  actions?: ReactNode;
}

const tabs = [
  { key: 'details', to: '/meetings/$meetingId', exact: true },
  { key: 'room', to: '/meetings/$meetingId/room', exact: false },
] as const;

/** A meeting's name and its two sides: what it is, and the room. */
export function MeetingHeader({ meetingId, title, at, actions }: MeetingHeaderProps) {
  const t = useTranslations('meetings');
  return (
    <PageHeader
      title={title}
      actions={actions}
      back={
        <Link
          to="/meetings"
          className="target-square -ml-2 inline-flex items-center justify-center rounded-md text-quiet hover:bg-sunken hover:text-text"
        >
          <BackSign />
        </Link>
      }
    >
      <nav aria-label={t('pages')} className="flex gap-5">
        {tabs.map(({ key, to, exact }) => (
          <Link
            key={key}
            to={to}
            params={{ meetingId }}
            search={at === null ? {} : { at }}
            activeOptions={{ exact, includeSearch: false }}
            className={tabClass}
            activeProps={{ className: '!text-text font-semibold after:!bg-accent' }}
          >
            {t(`tabs.${key}`)}
          </Link>
        ))}
      </nav>
    </PageHeader>
  );
}
