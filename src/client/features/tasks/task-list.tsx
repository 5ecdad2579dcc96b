import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, Task } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Faces } from '#client/ui/faces.tsx';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { TaskDue } from './task-due.tsx';
import { PriorityWord } from './task-priority.tsx';
import { isClosed } from './task-state.ts';
import { StatusMenu } from './task-status.tsx';
import type { TasksShown } from './use-tasks.ts';

const rowHeightPx = 44;

interface TaskListProps {
  tasks: readonly Task[];
  members: readonly ProjectMember[];
  scroller: RefObject<HTMLElement | null>;
  projectId: string;
  show: TasksShown;
  openId: string | undefined;
  readOnly: boolean;
  onStatus: (task: Task, status: Task['status']) => void;
  /** Called when the last row comes near. */
  onEnd?: (() => void) | undefined;
}

/** Tasks, one a line; of thousands only those in sight are in the page. */
export function TaskList({
  tasks,
  members,
  scroller,
  projectId,
  show,
  openId,
  readOnly,
  onStatus,
  onEnd,
}: TaskListProps) {
  const t = useTranslations('tasks');
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => tasks[index]?.id ?? index,
    overscan: 12,
  });
  const lastShown = rows.getVirtualItems().at(-1)?.index ?? 0;
  const nearEnd = lastShown >= tasks.length - 20;
  useEffect(() => {
    if (nearEnd) onEnd?.();
  }, [nearEnd, onEnd]);
  return (
    <ul aria-label={t('list')} className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => {
        const task = tasks[row.index];
        if (!task) return null;
        const assignees = members
          .filter(({ user }) => task.assignee_ids.includes(user.id))
          .map(({ user }) => user);
        return (
          <li
            key={row.key}
            aria-posinset={row.index + 1}
            aria-setsize={tasks.length}
            className={classNames(
              'absolute inset-x-0 top-0 flex items-center gap-1 border-b border-line pr-4 pl-3 md:pr-6 md:pl-5',
              task.id === openId ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            <StatusMenu
              task={task}
              disabled={readOnly}
              onChange={(status) => onStatus(task, status)}
            />
            <Link
              to="/projects/$projectId/tasks/$taskId"
              params={{ projectId, taskId: task.id }}
              search={show === 'closed' ? { show } : {}}
              aria-current={task.id === openId ? 'true' : undefined}
              className="flex h-full min-w-0 flex-1 items-center gap-3 -outline-offset-2"
              {...listItemProps}
            >
              <span
                className={classNames(
                  'min-w-0 flex-1 truncate text-list',
                  isClosed(task) && 'text-quiet',
                  task.status === 'cancelled' && 'line-through',
                )}
              >
                {task.title}
              </span>
              <PriorityWord priority={task.priority} />
              <span className="shrink-0 text-right text-small sm:w-20">
                <TaskDue task={task} />
              </span>
              <span className="flex w-20 shrink-0 justify-end max-sm:hidden">
                <Faces people={assignees} max={3} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
