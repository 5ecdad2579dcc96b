import { Link } from '@tanstack/react-router';
import type { OwnTask } from '#client/api/types.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { TaskLine } from './task-line.tsx';
import { StatusMenu } from './task-status.tsx';
import type { TaskEdits } from './use-task-edits.ts';

/** One of one's own tasks, with the project it is in; what is done leaves, and can be had back. */
export function OwnTaskRow({ task, edits }: { task: OwnTask; edits: TaskEdits }) {
  return (
    <li className="flex h-11 items-center gap-1 border-b border-line pr-4 pl-2 hover:bg-sunken md:pr-6 md:pl-4">
      <StatusMenu
        task={task}
        disabled={false}
        onChange={(status) => edits.setStatus(task, status)}
      />
      <Link
        to="/projects/$projectId/tasks/$taskId"
        params={{ projectId: task.project_id, taskId: task.id }}
        className="flex h-full min-w-0 flex-1 items-center gap-3 -outline-offset-2"
        {...listItemProps}
      >
        <TaskLine task={task} />
        <span className="w-36 shrink-0 truncate text-right text-small text-quiet max-sm:hidden">
          {task.project.name}
        </span>
      </Link>
    </li>
  );
}
