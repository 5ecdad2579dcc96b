import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import { usePerson } from '#client/app/person.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { ShortTaskList } from './short-task-list.tsx';
import { matching, type TaskFilters } from './task-filters.ts';
import { isClosed, isDue } from './task-state.ts';
import { useBoard } from './use-board.ts';

/** Of a project: how much is open, late and one's own, and what presses most. */
export function ProjectTasks({ projectId, count }: { projectId: string; count: number }) {
  const t = useTranslations('tasks');
  const me = usePerson();
  const now = useNow({ updateInterval: 60_000 });
  const { query, tasks } = useBoard(projectId);
  const open = tasks.filter((task) => !isClosed(task));
  const figures: [key: 'open' | 'late' | 'mine', filters: TaskFilters][] = [
    ['open', { view: 'list' }],
    ['late', { view: 'list', due: 'late' }],
    ['mine', { view: 'list', who: ['me'] }],
  ];
  const pressing = open
    .filter((task) => isDue(task, 'week', now))
    .toSorted((one, other) => (one.due_at ?? '').localeCompare(other.due_at ?? ''));
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('pressing')}
        end={
          <SectionLink to="/projects/$projectId/tasks" params={{ projectId }}>
            {t('board')}
          </SectionLink>
        }
      />
      <Loaded
        query={query}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={4} label={t('loading')} />}
      >
        <ul className="flex gap-8 py-3">
          {figures.map(([key, filters]) => (
            <li key={key}>
              <Link
                to="/projects/$projectId/tasks"
                params={{ projectId }}
                search={filters}
                className="block rounded-md hover:text-accent"
              >
                <span className="block text-display font-semibold tabular-nums">
                  {open.filter(matching(filters, { personId: me.id, now })).length}
                </span>
                <span className="text-small text-quiet">{t(`figures.${key}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <ShortTaskList tasks={pressing.slice(0, count)} line="above" />
      </Loaded>
    </section>
  );
}
