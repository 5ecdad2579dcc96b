import { UserMinus, UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectMember } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { peopleWords } from '#client/i18n/people-words.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { Select } from '#client/ui/select.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { ProjectHeader } from './project-header.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';

/** Who is in a project, and as what; its owners decide on both. */
export function ProjectPeople({ projectId }: { projectId: string }) {
  const t = useTranslations('projects');
  const me = usePerson();
  const project = trpc.projects.get.useQuery({ projectId });
  const [adding, setAdding] = useState<'soon' | 'now' | null>(null);
  const { locale } = useLanguage();
  // The words first: a dialog without its fields has nothing to give the focus to. If they do not come, it says so.
  const add = () => {
    const open = () => setAdding('now');
    setAdding('soon');
    peopleWords.load(locale).then(open, open);
  };
  const preload = () => void peopleWords.load(locale).catch(() => undefined);
  const [removing, setRemoving] = useState<ProjectMember | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const members = project.data?.members ?? [];
  const isOwner = members.some(({ user, role }) => user.id === me.id && role === 'owner');
  const isArchived = project.data?.project.archived_at !== null;
  const mayManage = (isOwner || me.role === 'admin') && !isArchived;
  const owners = members.filter(({ role }) => role === 'owner').length;
  return (
    <>
      <ProjectHeader
        projectId={projectId}
        actions={
          mayManage && (
            <Button
              tone="primary"
              busy={adding === 'soon'}
              onPointerEnter={preload}
              onFocus={preload}
              onClick={add}
            >
              <UserPlus size={16} aria-hidden />
              <span className="sm:hidden">{t('addShort')}</span>
              <span className="max-sm:hidden">{t('addMember')}</span>
            </Button>
          )
        }
      />
      <Loaded
        query={project}
        what={t('projectNotLoaded')}
        skeleton={<SkeletonRows rows={3} label={t('loading')} />}
      >
        <ul ref={list}>
          {members.map((member) => (
            <MemberRow
              key={member.user.id}
              projectId={projectId}
              member={member}
              // A project keeps at least one owner.
              mayManage={mayManage && (member.role !== 'owner' || owners > 1)}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      </Loaded>
      <AddMemberDialog
        projectId={projectId}
        memberIds={members.map(({ user }) => user.id)}
        open={adding === 'now'}
        onOpenChange={() => setAdding(null)}
      />
      <RemoveMemberDialog
        projectId={projectId}
        member={removing}
        onClose={() => setRemoving(null)}
      />
    </>
  );
}

interface MemberRowProps {
  projectId: string;
  member: ProjectMember;
  mayManage: boolean;
  onRemove: () => void;
}

function MemberRow({ projectId, member: { user, role }, mayManage, onRemove }: MemberRowProps) {
  const t = useTranslations('projects');
  const me = usePerson();
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const change = trpc.projects.changeMemberRole.useMutation({
    onSuccess: () => utils.projects.invalidate(),
    onError: (error) => toast(failureText(error), 'error'),
  });
  const shown = change.isPending ? change.variables.role : role;
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2 md:px-6">
      <Avatar name={user.name} url={user.avatar_url} />
      <span className="line-clamp-2 min-w-0 flex-1 text-list">
        {user.name}
        {user.id === me.id && <span className="text-quiet"> ({t('you')})</span>}
      </span>
      {mayManage ? (
        <>
          <Select
            label={t('roleOf', { name: user.name })}
            labelHidden
            className="w-34 shrink-0 sm:w-40"
            value={shown}
            disabled={change.isPending}
            onChange={(next) => {
              if (next !== role) change.mutate({ projectId, userId: user.id, role: next });
            }}
            options={(['owner', 'editor', 'viewer'] as const).map((value) => ({
              value,
              label: t(`roles.${value}`),
            }))}
          />
          <Tooltip text={t('remove', { name: user.name })}>
            <IconButton label={t('remove', { name: user.name })} onClick={onRemove}>
              <UserMinus size={17} aria-hidden />
            </IconButton>
          </Tooltip>
        </>
      ) : (
        <span className="text-list text-quiet">{t(`roles.${role}`)}</span>
      )}
    </li>
  );
}
