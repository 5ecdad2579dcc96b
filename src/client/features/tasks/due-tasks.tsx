import { useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { ShortTaskList } from './short-task-list.tsx';
import { isDue } from './task-state.ts';

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
      <ShortTaskList tasks={due.slice(0, count)} line="below" />
    </section>
  );
}
