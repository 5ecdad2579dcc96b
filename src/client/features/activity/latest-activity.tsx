import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { ActivityRow } from './activity-page.tsx';

/** What changed in a project last, for its home page. */
export function LatestActivity({ projectId, count }: { projectId: string; count: number }) {
  const t = useTranslations('activity');
  const latest = trpc.projects.activity.useQuery({ projectId, limit: count });
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('latest')}
        end={
          <SectionLink to="/projects/$projectId/activity" params={{ projectId }}>
            {t('all')}
          </SectionLink>
        }
      />
      <Loaded
        query={latest}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={6} label={t('loading')} />}
      >
        {(data) =>
          data.results.length === 0 ? (
            <p className="py-4 text-list text-quiet">{t('emptyHint')}</p>
          ) : (
            <ul className="-mx-4 pt-1 md:-mx-6">
              {data.results.map((entry) => (
                <ActivityRow key={entry.position} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
