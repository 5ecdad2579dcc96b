import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { LiveDot } from '#client/ui/live-dot.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';

/** A lease lasts longer; who comes or goes is seen soon enough. */
const askAgainMs = 15_000;

/** Who of a project is here now; the others stand after them, quieter. */
export function PeopleOnline({ projectId }: { projectId: string }) {
  const t = useTranslations('projects');
  const me = usePerson();
  const project = trpc.projects.get.useQuery({ projectId });
  const online = trpc.projects.online.useQuery(
    { projectId },
    { refetchInterval: askAgainMs, refetchOnMount: 'always' },
  );
  // Oneself from the first moment on, before a server's lease says so.
  const here = new Set([me.id, ...(online.data?.person_ids ?? [])]);
  const members = (project.data?.members ?? []).toSorted(
    (one, other) => Number(here.has(other.user.id)) - Number(here.has(one.user.id)),
  );
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('peopleHere')}
        end={
          <SectionLink to="/projects/$projectId/people" params={{ projectId }}>
            {t('allPeople')}
          </SectionLink>
        }
      />
      <ul className="flex flex-wrap gap-x-5 gap-y-2 pt-3">
        {members.map(({ user }) => (
          <li key={user.id} className="flex items-center gap-2 text-list">
            <Avatar name={user.name} url={user.avatar_url} size="sm" />
            <span className={here.has(user.id) ? '' : 'text-quiet'}>{user.name}</span>
            {here.has(user.id) && (
              <>
                <LiveDot tone="ok" />
                <span className="sr-only">{t('isHere')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
