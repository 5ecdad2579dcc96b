import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { TaskCard } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { isClosed } from './task-state.ts';

/** When a task is due; in the colour of trouble once that is past. */
export function TaskDue({
  task,
  className,
}: {
  task: Pick<TaskCard, 'due_at' | 'status'>;
  className?: string;
}) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  if (task.due_at === null) return null;
  const due = new Date(task.due_at);
  const overdue = due < now && !isClosed(task);
  const isToday = due.toDateString() === now.toDateString();
  return (
    <time
      dateTime={task.due_at}
      title={format.dateTime(due, { dateStyle: 'full', timeStyle: 'short' })}
      className={classNames(overdue ? 'text-danger' : 'text-quiet', className)}
    >
      {overdue && <span className="sr-only">{t('overdue')} </span>}
      {isToday
        ? t('dueToday')
        : format.dateTime(due, {
            day: 'numeric',
            month: 'short',
            ...(due.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
          })}
    </time>
  );
}
