import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Project } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { listItemProps, useListKeys } from '#client/ui/use-list-keys.ts';
import { CreateProjectDialog } from './create-project-dialog.tsx';

interface ProjectsPageProps {
  creating: boolean;
  onCreating: (creating: boolean) => void;
  onCreated: (projectId: string) => void;
  /** Those in the archive instead. */
  archived: boolean;
  onArchived: (archived: boolean) => void;
}

/** The projects one is in. */
export function ProjectsPage(props: ProjectsPageProps) {
  const { creating, onCreating, onCreated, archived, onArchived } = props;
  const t = useTranslations('projects');
  const places = useTranslations('places');
  const projects = trpc.projects.list.useQuery(archived ? { archived } : undefined);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const createButton = (
    <Button tone="primary" onClick={() => onCreating(true)}>
      <Plus size={16} aria-hidden />
      <span className="sm:hidden">{t('createShort')}</span>
      <span className="max-sm:hidden">{t('create')}</span>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={places('projects')}
        // Where there is nothing yet, the button stands below, beside what to do.
        actions={(archived || projects.data?.results.length !== 0) && createButton}
      >
        <Tabs
          label={t('which')}
          value={archived ? 'archive' : 'current'}
          onChange={(next) => onArchived(next === 'archive')}
          tabs={(['current', 'archive'] as const).map((value) => ({
            value,
            label: t(`lists.${value}`),
          }))}
        />
      </PageHeader>
      <Loaded
        query={projects}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={5} label={t('loading')} />}
      >
        {(data) =>
          data.results.length === 0 ? (
            archived ? (
              <EmptyState title={t('archiveEmpty')}>{t('archiveEmptyHint')}</EmptyState>
            ) : (
              <EmptyState title={t('empty')} action={createButton}>
                {t('emptyHint')}
              </EmptyState>
            )
          ) : (
            <ul ref={list}>
              {data.results.map((project) => (
                <ProjectRow key={project.id} project={project} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <CreateProjectDialog open={creating} onOpenChange={onCreating} onCreated={onCreated} />
    </>
  );
}

function ProjectRow({ project }: { project: Project }) {
  const t = useTranslations('projects');
  return (
    <li className="border-b border-line hover:bg-sunken">
      <Link
        to="/projects/$projectId"
        params={{ projectId: project.id }}
        className="flex items-baseline gap-4 px-4 py-3 -outline-offset-2 md:px-6"
        {...listItemProps}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate text-list font-semibold">{project.name}</span>
          {project.description && (
            <span className="block truncate text-list text-quiet">{project.description}</span>
          )}
        </span>
        {project.role && (
          <span className="w-24 shrink-0 text-list text-quiet max-sm:hidden">
            {t(`roles.${project.role}`)}
          </span>
        )}
        <TimeAgo
          at={project.created_at}
          className="shrink-0 text-right text-small text-quiet sm:w-28"
        />
      </Link>
    </li>
  );
}
