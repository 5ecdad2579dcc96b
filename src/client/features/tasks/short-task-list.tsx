import { Link } from '@tanstack/react-router';
import type { TaskCard } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { TaskLine } from './task-line.tsx';
import { StatusSign } from './task-status.tsx';

interface ShortTaskListProps {
  tasks: readonly TaskCard[];
  /** Where each has its line to those beside it. */
  line: 'above' | 'below';
}

/** A few tasks on a page about something else: each leads to where it can be worked on. */
export function ShortTaskList({ tasks, line }: ShortTaskListProps) {
  return (
    <ul>
      {tasks.map((task) => (
        <li
          key={task.id}
          className={classNames(
            'flex h-11 items-center gap-3 border-line',
            line === 'above' ? 'border-t' : 'border-b',
          )}
        >
          <StatusSign status={task.status} />
          <Link
            to="/projects/$projectId/tasks/$taskId"
            params={{ projectId: task.project_id, taskId: task.id }}
            className="flex h-full min-w-0 flex-1 items-center gap-3 -outline-offset-2 hover:underline"
          >
            <TaskLine task={task} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
