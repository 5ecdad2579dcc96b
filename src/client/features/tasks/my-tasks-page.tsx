import { useNow, useTranslations } from 'use-intl';
import { useRef } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { OwnTask } from '#client/api/types.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { OwnTaskRow } from './own-task-row.tsx';
import { isDue } from './task-state.ts';
import { useTaskEdits } from './use-task-edits.ts';

const groups = ['late', 'today', 'week', 'later', 'none'] as const;
type Group = (typeof groups)[number];

/** What one has to do, in every project, by when. */
export function MyTasksPage() {
  const t = useTranslations('tasks');
  const places = useTranslations('places');
  const now = useNow({ updateInterval: 60_000 });
  const mine = trpc.tasks.mine.useQuery();
  const edits = useTaskEdits();
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const byGroup = Map.groupBy(mine.data?.results ?? [], (task) => groupOf(task, now));
  return (
    <>
      <PageHeader title={places('myTasks')} />
      <Loaded
        query={mine}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={8} label={t('loading')} />}
      >
        {(data) =>
          data.results.length === 0 ? (
            <EmptyState title={t('nothingMine')}>{t('nothingMineHint')}</EmptyState>
          ) : (
            <div ref={list} className="pb-6">
              {groups.map((group) => {
                const tasks = byGroup.get(group);
                if (!tasks) return null;
                return (
                  <section key={group}>
                    <h2 className="flex items-baseline gap-2 px-4 pt-5 pb-1 text-list font-semibold md:px-6">
                      {t(`groups.${group}`)}
                      <span className="text-small font-normal text-quiet">{tasks.length}</span>
                    </h2>
                    <ul>
                      {tasks.map((task) => (
                        <OwnTaskRow key={task.id} task={task} edits={edits} />
                      ))}
                    </ul>
                  </section>
                );
              })}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function groupOf(task: OwnTask, now: Date): Group {
  const found = (['none', 'late', 'today', 'week'] as const).find((due) => isDue(task, due, now));
  return found ?? 'later';
}
