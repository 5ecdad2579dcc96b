import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { TaskLine } from './task-line.tsx';
import { isDue } from './task-state.ts';
import { StatusSign } from './task-status.tsx';

/** What of one's own work is late or due today, for the home page; nothing where nothing is. */
export function DueTasks({ count }: { count: number }) {
  const t = useTranslations('tasks');
  const now = useNow({ updateInterval: 60_000 });
  const mine = trpc.tasks.mine.useQuery();
  const due = (mine.data?.results ?? []).filter((task) => isDue(task, 'week', now));
  if (due.length === 0) return null;
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('pressingMine')}
        end={<SectionLink to="/my-tasks">{t('allMine')}</SectionLink>}
      />
      <ul>
        {due.slice(0, count).map((task) => (
          <li key={task.id} className="flex h-11 items-center gap-3 border-b border-line">
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
    </section>
  );
}
