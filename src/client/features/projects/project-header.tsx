import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Badge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { BackSign, PageHeader } from '#client/ui/page-header.tsx';
import { tabClass } from '#client/ui/tabs.tsx';
import { useActiveInSight } from '#client/ui/use-active-in-sight.ts';
import { ProjectMenu } from './project-menu.tsx';

interface ProjectHeaderProps {
  projectId: string;
  actions?: ReactNode;
}

const tabs = [
  { key: 'home', to: '/projects/$projectId' },
  { key: 'tasks', to: '/projects/$projectId/tasks' },
  { key: 'files', to: '/projects/$projectId/files' },
  { key: 'people', to: '/projects/$projectId/people' },
  { key: 'activity', to: '/projects/$projectId/activity' },
] as const;

/** A project's name, its description and its pages. */
export function ProjectHeader({ projectId, actions }: ProjectHeaderProps) {
  const t = useTranslations('projects');
  const me = usePerson();
  const { data } = trpc.projects.get.useQuery({ projectId });
  const mayManage = data && (data.project.role === 'owner' || me.role === 'admin');
  const { pathname } = useLocation();
  // The number of people makes the row wider.
  const pages = useActiveInSight<HTMLElement>(`${pathname} ${data?.members.length}`);
  return (
    <PageHeader
      title={data?.project.name ?? ''}
      actions={
        <>
          {actions}
          {mayManage && <ProjectMenu project={data.project} />}
        </>
      }
      back={
        <Link
          to="/projects"
          className="target-square -ml-2 inline-flex items-center justify-center rounded-md text-quiet hover:bg-sunken hover:text-text"
        >
          <BackSign />
        </Link>
      }
    >
      {data && data.project.archived_at !== null && (
        <p className="-mt-1 flex flex-wrap items-baseline gap-x-2 pb-1 text-list">
          <Badge>{t('inArchive')}</Badge>
          {t('inArchiveHint')}
        </p>
      )}
      {data?.project.description && (
        <p className="-mt-1 max-w-3xl pb-1 text-list text-quiet">{data.project.description}</p>
      )}
      <nav ref={pages} aria-label={t('pages')} className="flex gap-5 overflow-x-auto">
        {tabs.map(({ key, to }) => (
          <Link
            key={key}
            to={to}
            params={{ projectId }}
            activeOptions={{ includeSearch: false, exact: key === 'home' }}
            className={tabClass}
            activeProps={{ className: classNames('!text-text font-semibold after:!bg-accent') }}
          >
            {t(`tabs.${key}`)}
            {key === 'people' && data && (
              <span className="text-small font-normal text-quiet">{data.members.length}</span>
            )}
          </Link>
        ))}
      </nav>
    </PageHeader>
  );
}
