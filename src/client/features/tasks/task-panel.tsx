import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { mayWorkIn } from '#client/app/project-rights.ts';
import type { ProjectMember, StoredFile, Task } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Faces } from '#client/ui/faces.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SidePanel } from '#client/ui/side-panel.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TaskChecklist } from './task-checklist.tsx';
import { TaskComments } from './task-comments.tsx';
import { TaskFiles } from './task-files.tsx';
import { TaskHistory } from './task-history.tsx';
import { TaskProperties } from './task-properties.tsx';
import { TaskRelations } from './task-relations.tsx';
import { TaskText } from './task-text.tsx';
import { useLookers, useLooking } from './use-lookers.ts';
import { useTaskDetails } from './use-task-details.ts';
import { useTaskEdits } from './use-task-edits.ts';

interface TaskPanelProps {
  taskId: string;
  projectId: string;
  onClose: () => void;
  /** Where files are dropped; it is given those that arrived. */
  renderDrop: (onFiles: (files: StoredFile[]) => void) => ReactNode;
}

/** One task: its words, its properties, what belongs to it, what is said of it and what happened. */
export function TaskPanel({ taskId, projectId, onClose, renderDrop }: TaskPanelProps) {
  const t = useTranslations('tasks');
  const task = trpc.tasks.get.useQuery({ taskId });
  const project = trpc.projects.get.useQuery({ projectId });
  const edits = useTaskEdits();
  const lookers = useLookers(projectId)(taskId);
  useLooking(projectId, taskId);
  const readOnly = !mayWorkIn(project.data?.project);
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
        <>
          {lookers.length > 0 && (
            <span className="pr-1">
              <span className="sr-only">{t('alsoHere')} </span>
              <Faces people={lookers} max={4} />
            </span>
          )}
          {task.data && !readOnly && (
            <IconButton label={t('delete')} onClick={remove}>
              <Trash2 size={17} aria-hidden />
            </IconButton>
          )}
        </>
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
        <TaskBody
          key={task.data.id}
          task={task.data}
          members={project.data?.members ?? []}
          readOnly={readOnly}
          renderDrop={renderDrop}
        />
      )}
    </SidePanel>
  );
}

interface TaskBodyProps extends Pick<TaskPanelProps, 'renderDrop'> {
  task: Task;
  members: readonly ProjectMember[];
  readOnly: boolean;
}

function TaskBody({ task, members, readOnly, renderDrop }: TaskBodyProps) {
  const { details, change } = useTaskDetails(task.id);
  const attach = (files: StoredFile[]) => {
    for (const { id: fileId } of files) void change({ type: 'AttachFile', fileId });
  };
  return (
    <div className="flush flex flex-col gap-5 p-4">
      <TaskText
        task={task}
        field="title"
        readOnly={readOnly}
        className="text-title font-semibold"
      />
      <TaskProperties task={task} members={members} readOnly={readOnly} />
      <TaskText task={task} field="description" readOnly={readOnly} />
      {details && (
        <>
          <TaskChecklist
            taskId={task.id}
            items={details.checklist}
            change={change}
            readOnly={readOnly}
          />
          <TaskRelations
            task={task}
            related={details.relations}
            change={change}
            readOnly={readOnly}
          />
          <TaskFiles
            projectId={task.project_id}
            fileIds={details.file_ids}
            change={change}
            readOnly={readOnly}
            drop={renderDrop(attach)}
          />
        </>
      )}
      <TaskComments taskId={task.id} members={members} readOnly={readOnly} />
      <div>
        <TaskHistory task={task} members={members} />
        <Made task={task} />
      </div>
    </div>
  );
}

function Made({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const on = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p className="pt-2 text-small text-quiet">
      {t('made', { date: on(task.created_at) })}
      {task.completed_at !== null && ` · ${t('completedOn', { date: on(task.completed_at) })}`}
    </p>
  );
}
