import type { ReactNode } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Activity } from '#client/api/types.ts';
import { useGoTo } from '#client/app/navigation.tsx';
import { Avatar } from '#client/ui/avatar.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { whatHappened } from './what-happened.ts';

/** What changed in a project, latest first, under its days. */
export function ActivityPage({ projectId, header }: { projectId: string; header: ReactNode }) {
  const t = useTranslations('activity');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const query = trpc.projects.activity.useInfiniteQuery(
    { projectId },
    { getNextPageParam: (page) => page.next_cursor ?? undefined },
  );
  const entries = query.data?.pages.flatMap((page) => page.results) ?? [];
  const days = Map.groupBy(entries, ({ at }) => new Date(at).toDateString());
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const dayName = (day: string) => {
    if (day === now.toDateString()) return t('today');
    if (day === yesterday.toDateString()) return t('yesterday');
    return format.dateTime(new Date(day), { weekday: 'long', day: 'numeric', month: 'long' });
  };
  return (
    <>
      {header}
      <Loaded
        query={query}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={8} label={t('loading')} />}
      >
        {entries.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
        ) : (
          <div className="max-w-4xl pb-4">
            {[...days].map(([day, ofDay]) => (
              <section key={day}>
                <h2 className="px-4 pt-4 pb-1 text-small text-quiet first-letter:uppercase md:px-6">
                  {dayName(day)}
                </h2>
                <ul>
                  {ofDay.map((entry) => (
                    <ActivityRow key={entry.position} entry={entry} />
                  ))}
                </ul>
              </section>
            ))}
            <MoreButton query={query}>{t('earlier')}</MoreButton>
          </div>
        )}
      </Loaded>
    </>
  );
}

export function ActivityRow({ entry }: { entry: Activity }) {
  const t = useTranslations('activity');
  const tasks = useTranslations('tasks');
  const format = useFormatter();
  const goTo = useGoTo();
  const { sentence, actor, what, href, status, quote } = whatHappened(entry);
  if (sentence === null) return null;
  const name = actor?.name ?? t('system');
  return (
    <li className="flex gap-3 px-4 py-1.5 md:px-6">
      <Avatar name={name} url={actor?.avatar_url ?? null} size="sm" />
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="text-list">
          {t.rich(sentence, {
            who: name,
            what,
            status: status === null ? '' : tasks(`statuses.${status}`),
            strong: bold,
            link: linkTo(href, goTo),
          })}
        </p>
        {quote !== null && <p className="line-clamp-2 text-list text-quiet">{quote}</p>}
      </div>
      <time
        dateTime={entry.at}
        title={format.dateTime(new Date(entry.at), { dateStyle: 'full', timeStyle: 'medium' })}
        className="shrink-0 pt-0.5 text-small leading-5 text-quiet"
      >
        {format.dateTime(new Date(entry.at), { timeStyle: 'short' })}
      </time>
    </li>
  );
}

function bold(text: ReactNode): ReactNode {
  return <span className="font-semibold">{text}</span>;
}

/** How a name in a sentence leads to what it names; where that is gone it is only a name. */
function linkTo(href: string | null, goTo: (path: string) => void) {
  if (href === null) return bold;
  return (text: ReactNode) => (
    <a
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(href);
      }}
      className="font-semibold hover:text-accent hover:underline"
    >
      {text}
    </a>
  );
}
