import { type ReactNode, useMemo } from 'react';
import { useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { mayWorkIn } from '#client/app/project-rights.ts';
import type { ProjectMember } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { QuickAdd } from './quick-add.tsx';
import { RestOfBoard } from './rest-of-board.tsx';
import { SavedViews } from './saved-views.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TaskBoard } from './task-board.tsx';
import { matching, type TaskFilters } from './task-filters.ts';
import { TaskList } from './task-list.tsx';
import { isClosed } from './task-state.ts';
import { useSelection } from './tasks-view.ts';
import { useBoard } from './use-board.ts';
import { useLookers } from './use-lookers.ts';
import { useTaskEdits } from './use-task-edits.ts';

const nobody: readonly ProjectMember[] = [];

interface TasksPageProps {
  projectId: string;
  filters: TaskFilters;
  onFilters: (filters: TaskFilters) => void;
  openId: string | undefined;
  header: ReactNode;
  /** The panel of the task that is open. */
  panel: ReactNode;
}

/** What is to be done in a project, and by whom: a board or a list of it. */
export function TasksPage(props: TasksPageProps) {
  const { projectId, filters, onFilters, openId, header, panel } = props;
  const t = useTranslations('tasks');
  const me = usePerson();
  const now = useNow({ updateInterval: 60_000 });
  const project = trpc.projects.get.useQuery({ projectId });
  const { query, tasks } = useBoard(projectId);
  const edits = useTaskEdits();
  const selection = useSelection();
  const lookersOf = useLookers(projectId);
  const isList = filters.view === 'list';
  const shown = useMemo(() => {
    const fits = matching(filters, { personId: me.id, now });
    // A list is of what is to be done, unless it is asked for something else.
    return tasks.filter((task) => fits(task) && (!isList || filters.status || !isClosed(task)));
  }, [tasks, filters, me.id, now, isList]);
  const readOnly = !mayWorkIn(project.data?.project);
  const members = project.data?.members ?? nobody;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {header}
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {!readOnly && <QuickAdd projectId={projectId} members={members} />}
          <FilterBar filters={filters} onFilters={onFilters} members={members} tasks={tasks}>
            <SavedViews
              projectId={projectId}
              filters={filters}
              onFilters={onFilters}
              readOnly={readOnly}
            />
          </FilterBar>
          <Loaded
            query={query}
            what={t('notLoaded')}
            skeleton={<SkeletonRows rows={8} label={t('loading')} />}
          >
            {tasks.length === 0 ? (
              <EmptyState title={t('empty')}>
                {readOnly ? t('emptyReadOnly') : t('emptyHint')}
              </EmptyState>
            ) : shown.length === 0 ? (
              <EmptyState title={t('nothingFits')}>{t('nothingFitsHint')}</EmptyState>
            ) : isList ? (
              <TaskList
                tasks={shown}
                members={members}
                openId={openId}
                readOnly={readOnly}
                selection={selection}
                edits={edits}
              />
            ) : (
              <TaskBoard
                tasks={shown}
                statuses={filters.status}
                members={members}
                openId={openId}
                readOnly={readOnly}
                selection={selection}
                edits={edits}
                lookersOf={lookersOf}
              />
            )}
          </Loaded>
          {query.data && <RestOfBoard projectId={projectId} rest={query.data.rest} />}
          {!readOnly && (
            <SelectionBar tasks={shown} selection={selection} edits={edits} members={members} />
          )}
        </div>
        {panel}
      </div>
    </div>
  );
}
