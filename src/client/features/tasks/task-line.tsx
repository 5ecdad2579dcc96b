import type { TaskCard } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { TaskDue } from './task-due.tsx';
import { PriorityWord } from './task-priority.tsx';
import { isClosed } from './task-state.ts';

/** What a line tells of a task. */
export function TaskLine({ task }: { task: TaskCard }) {
  return (
    <>
      <span
        className={classNames(
          'min-w-0 flex-1 truncate text-list',
          isClosed(task) && 'text-quiet',
          task.status === 'cancelled' && 'line-through',
        )}
      >
        {task.title}
      </span>
      <span className="truncate text-small text-quiet max-md:hidden">
        {task.labels.map((label) => `#${label}`).join(' ')}
      </span>
      <PriorityWord priority={task.priority} />
      <span className="shrink-0 text-right text-small sm:w-20">
        <TaskDue task={task} />
      </span>
    </>
  );
}
