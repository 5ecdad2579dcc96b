import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, TaskCard } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Faces } from '#client/ui/faces.tsx';
import { listItemProps, useListKeys } from '#client/ui/use-list-keys.ts';
import { TaskLine } from './task-line.tsx';
import { StatusMenu } from './task-status.tsx';
import type { TasksViewProps } from './tasks-view.ts';

const rowHeightPx = 44;

interface TaskListProps extends TasksViewProps {
  members: readonly ProjectMember[];
  openId: string | undefined;
  readOnly: boolean;
}

/** Tasks, one a line; of thousands only those in sight are in the page. */
export function TaskList(props: TaskListProps) {
  const { tasks, members, openId, readOnly, selection, edits } = props;
  const t = useTranslations('tasks');
  const scroller = useRef<HTMLDivElement>(null);
  useListKeys(scroller);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => tasks[index]?.id ?? index,
    overscan: 12,
  });
  const onKeyDown = (event: KeyboardEvent, task: TaskCard) => {
    if (event.ctrlKey || event.metaKey || event.altKey || readOnly) return;
    if (event.key === 'x') selection.toggle(task);
    else if (event.key === 'Delete') edits.remove([task]);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={t('list')} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const task = tasks[row.index];
          if (!task) return null;
          const isSelected = selection.ids.has(task.id);
          return (
            <li
              key={row.key}
              aria-posinset={row.index + 1}
              aria-setsize={tasks.length}
              className={classNames(
                'group absolute inset-x-0 top-0 flex items-center gap-1 border-b border-line pr-4 pl-1 md:pr-6 md:pl-2',
                isSelected || task.id === openId ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              {!readOnly && (
                <label className="target-square flex items-center justify-center">
                  <input
                    type="checkbox"
                    checked={isSelected}
                    aria-label={t('select', { title: task.title })}
                    onChange={() => undefined}
                    onClick={(event) =>
                      event.shiftKey ? selection.extend(task, tasks) : selection.toggle(task)
                    }
                    className={classNames(
                      'size-4 accent-accent',
                      !isSelected &&
                        selection.ids.size === 0 &&
                        'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
                    )}
                  />
                </label>
              )}
              <StatusMenu
                task={task}
                disabled={readOnly}
                onChange={(status) => edits.setStatus(task, status)}
              />
              <Link
                to="/projects/$projectId/tasks/$taskId"
                params={{ projectId: task.project_id, taskId: task.id }}
                search
                aria-current={task.id === openId ? 'true' : undefined}
                onKeyDown={(event) => onKeyDown(event, task)}
                className="flex h-full min-w-0 flex-1 items-center gap-3 -outline-offset-2"
                {...listItemProps}
              >
                <TaskLine task={task} />
                <span className="flex w-20 shrink-0 justify-end max-sm:hidden">
                  <Faces
                    people={members
                      .filter(({ user }) => task.assignee_ids.includes(user.id))
                      .map(({ user }) => user)}
                    max={3}
                  />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
