import { Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TaskComments } from './task-comments.tsx';
import { TaskProperties } from './task-properties.tsx';
import { TaskText } from './task-text.tsx';
import { useTaskEdits } from './use-task-edits.ts';

interface TaskPanelProps {
  taskId: string;
  projectId: string;
  onClose: () => void;
}

/** One task: its words, its properties in a narrow column, what is said of it. */
export function TaskPanel({ taskId, projectId, onClose }: TaskPanelProps) {
  const t = useTranslations('tasks');
  const task = trpc.tasks.get.useQuery({ taskId });
  const project = trpc.projects.get.useQuery({ projectId });
  const edits = useTaskEdits(projectId);
  const role = project.data?.project.role;
  const readOnly = role !== 'owner' && role !== 'editor';
  const remove = () => {
    if (!task.data) return;
    edits.remove([task.data]);
    onClose();
  };
  return (
    <SidePanel
      label={t('details')}
      title={t('task')}
      onClose={onClose}
      actions={
        task.data &&
        !readOnly && (
          <IconButton label={t('delete')} onClick={remove}>
            <Trash2 size={17} aria-hidden />
          </IconButton>
        )
      }
    >
      {task.error ? (
        <QueryError
          error={task.error}
          what={t('taskNotLoaded')}
          onRetry={() => void task.refetch()}
        />
      ) : !task.data ? (
        <div role="status" aria-label={t('loading')} className="flex flex-col gap-3 p-4">
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-1/3" />
        </div>
      ) : (
        <div key={task.data.id} className="flex flex-col gap-4 p-4">
          <TaskText
            task={task.data}
            field="title"
            readOnly={readOnly}
            className="text-title font-semibold"
          />
          <TaskProperties
            task={task.data}
            members={project.data?.members ?? []}
            readOnly={readOnly}
          />
          <TaskText task={task.data} field="description" readOnly={readOnly} />
          <Made task={task.data} />
          <TaskComments taskId={taskId} readOnly={readOnly} />
        </div>
      )}
    </SidePanel>
  );
}

function Made({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const on = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p className="text-small text-quiet">
      {t('made', { date: on(task.created_at) })}
      {task.completed_at !== null && ` · ${t('completedOn', { date: on(task.completed_at) })}`}
    </p>
  );
}
