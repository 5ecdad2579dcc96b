import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { OwnTask } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { listItemProps } from '#client/ui/use-list-keys.ts';
import { TaskLine } from './task-line.tsx';
import { isClosed } from './task-state.ts';
import { StatusMenu } from './task-status.tsx';

/** One of one's own tasks, with the project it is in; what is done leaves, and can be had back. */
export function OwnTaskRow({ task }: { task: OwnTask }) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const update = trpc.tasks.update.useMutation({
    onError: (error) => toast(failureText(error), 'error'),
    onSettled: () => utils.tasks.mine.invalidate(),
  });
  const setStatus = (status: OwnTask['status']) => {
    utils.tasks.mine.setData(undefined, (known) => {
      if (!known) return known;
      const results = known.results.map((one) => (one.id === task.id ? { ...one, status } : one));
      return { results: results.filter((one) => !isClosed(one)) };
    });
    update.mutate({ taskId: task.id, status });
    toast(t('moved', { title: task.title, status: t(`statuses.${status}`) }), 'done', {
      label: t('undo'),
      onSelect: () => update.mutate({ taskId: task.id, status: task.status }),
    });
  };
  return (
    <li className="flex h-11 items-center gap-1 border-b border-line pr-4 pl-2 hover:bg-sunken md:pr-6 md:pl-4">
      <StatusMenu task={task} disabled={false} onChange={setStatus} />
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
