import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, Task } from '#client/api/types.ts';
import { inputClass } from '#client/ui/field.tsx';
import { PeoplePicker } from '#client/ui/people-picker.tsx';
import { Select } from '#client/ui/select.tsx';
import { TaskDue } from './task-due.tsx';
import { dayOfDue, dueOfDay, priorities, statuses } from './task-state.ts';
import { TaskLabels } from './task-labels.tsx';
import { type TaskChange, useTaskEdits } from './use-task-edits.ts';

interface TaskPropertiesProps {
  task: Task;
  members: readonly ProjectMember[];
  readOnly: boolean;
}

/** Status, priority, who and until when. */
export function TaskProperties({ task, members, readOnly }: TaskPropertiesProps) {
  const t = useTranslations('tasks');
  const edits = useTaskEdits();
  const change = (changes: TaskChange) => {
    const isClosing = changes.status === 'done' || changes.status === 'cancelled';
    const status = changes.status && t(`statuses.${changes.status}`);
    // What is easily done by mistake, and takes the task out of sight.
    const said = isClosing ? t('moved', { title: task.title, status: status ?? '' }) : undefined;
    edits.change([{ task, changes }], said);
  };
  const assignees = task.assignee_ids.flatMap(
    (personId) => members.find(({ user }) => user.id === personId)?.user ?? [],
  );
  if (readOnly) {
    return (
      <dl>
        <Fact name={t('status')}>{t(`statuses.${task.status}`)}</Fact>
        <Fact name={t('priority')}>{t(`priorities.${task.priority}`)}</Fact>
        <Fact name={t('assignees')}>
          {assignees.map(({ name }) => name).join(', ') || t('nobody')}
        </Fact>
        <Fact name={t('due')}>{task.due_at === null ? '–' : <TaskDue task={task} />}</Fact>
        {task.labels.length > 0 && (
          <Fact name={t('labels')}>{task.labels.map((label) => `#${label}`).join(' ')}</Fact>
        )}
      </dl>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t('status')}
          value={task.status}
          onChange={(status) => change({ status })}
          options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
        <Select
          label={t('priority')}
          value={task.priority}
          onChange={(priority) => change({ priority })}
          options={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
        />
      </div>
      <PeoplePicker
        label={t('assignees')}
        people={members.map(({ user }) => user)}
        chosen={assignees}
        onChange={(people) => change({ assignee_ids: people.map(({ id }) => id) })}
      />
      <label className="flex flex-col gap-1 text-list font-semibold">
        {t('due')}
        <input
          type="date"
          value={dayOfDue(task.due_at)}
          onChange={(event) => change({ due_at: dueOfDay(event.currentTarget.value) })}
          className={`${inputClass} w-full font-normal`}
        />
      </label>
      <TaskLabels taskId={task.id} labels={task.labels} onChange={(labels) => change({ labels })} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 border-b border-line py-1.5 text-list">
      <dt className="w-28 shrink-0 text-quiet">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
