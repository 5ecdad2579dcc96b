import { type ReactNode, useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { QueryError } from '#client/ui/query-error.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { QuickAdd } from './quick-add.tsx';
import { TaskList } from './task-list.tsx';
import { type TasksShown, useChangeTask, useTasks } from './use-tasks.ts';

interface TasksPageProps {
  projectId: string;
  show: TasksShown;
  onShow: (show: TasksShown) => void;
  openId: string | undefined;
  header: ReactNode;
  /** The panel of the task that is open. */
  panel: ReactNode;
}

/** What is to be done in a project, and by whom. */
export function TasksPage({ projectId, show, onShow, openId, header, panel }: TasksPageProps) {
  const t = useTranslations('tasks');
  const project = trpc.projects.get.useQuery({ projectId });
  const { query, tasks } = useTasks(projectId, show);
  const change = useChangeTask(projectId);
  const scroller = useRef<HTMLDivElement>(null);
  useListKeys(scroller);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const role = project.data?.project.role;
  const readOnly = role !== 'owner' && role !== 'editor';
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {header}
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          {!readOnly && <QuickAdd projectId={projectId} />}
          <div className="border-b border-line px-4 md:px-6">
            <Tabs
              label={t('which')}
              value={show}
              onChange={onShow}
              tabs={[
                { value: 'open', label: t('open') },
                { value: 'closed', label: t('closed') },
              ]}
            />
          </div>
          <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
            {query.error && !query.data ? (
              <QueryError
                error={query.error}
                what={t('notLoaded')}
                onRetry={() => void query.refetch()}
              />
            ) : !query.data ? (
              <SkeletonRows rows={8} label={t('loading')} />
            ) : tasks.length === 0 ? (
              <div className="md:px-2">
                {show === 'open' ? (
                  <EmptyState title={t('empty')}>
                    {readOnly ? t('emptyReadOnly') : t('emptyHint')}
                  </EmptyState>
                ) : (
                  <EmptyState title={t('emptyClosed')}>{t('emptyClosedHint')}</EmptyState>
                )}
              </div>
            ) : (
              <TaskList
                tasks={tasks}
                members={project.data?.members ?? []}
                scroller={scroller}
                projectId={projectId}
                show={show}
                openId={openId}
                readOnly={readOnly}
                onStatus={(task, status) => change(task, { status })}
                onEnd={hasNextPage ? loadMore : undefined}
              />
            )}
          </div>
        </div>
        {panel}
      </div>
    </div>
  );
}
