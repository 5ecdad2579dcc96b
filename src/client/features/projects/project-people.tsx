import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button } from '#client/ui/button.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { ProjectHeader } from './project-header.tsx';

/** Who is in a project, and as what. */
export function ProjectPeople({ projectId }: { projectId: string }) {
  const t = useTranslations('projects');
  const me = usePerson();
  const project = trpc.projects.get.useQuery({ projectId });
  const [adding, setAdding] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const members = project.data?.members ?? [];
  const isOwner = members.some(({ user, role }) => user.id === me.id && role === 'owner');
  return (
    <>
      <ProjectHeader
        projectId={projectId}
        actions={
          isOwner && (
            <Button tone="primary" onClick={() => setAdding(true)}>
              <UserPlus size={16} aria-hidden />
              <span className="sm:hidden">{t('addShort')}</span>
              <span className="max-sm:hidden">{t('addMember')}</span>
            </Button>
          )
        }
      />
      {project.error && !project.data ? (
        <QueryError
          error={project.error}
          what={t('projectNotLoaded')}
          onRetry={() => void project.refetch()}
        />
      ) : !project.data ? (
        <SkeletonRows rows={3} label={t('loading')} />
      ) : (
        <ul ref={list}>
          {members.map(({ user, role }) => (
            <li
              key={user.id}
              className="flex items-center gap-3 border-b border-line px-4 py-2 md:px-6"
            >
              <Avatar name={user.name} url={user.avatar_url} />
              <span className="min-w-0 flex-1 truncate text-list">
                {user.name}
                {user.id === me.id && <span className="text-quiet"> ({t('you')})</span>}
              </span>
              <span className="text-list text-quiet">{t(`roles.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <AddMemberDialog
        projectId={projectId}
        memberIds={members.map(({ user }) => user.id)}
        open={adding}
        onOpenChange={setAdding}
      />
    </>
  );
}
