import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectMember } from '#client/api/types.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

interface RemoveMemberDialogProps {
  projectId: string;
  /** Who is to be removed; null while nobody is. */
  member: ProjectMember | null;
  onClose: () => void;
}

/** Taking somebody off a project takes away what they see, so it is asked once. */
export function RemoveMemberDialog({ projectId, member, onClose }: RemoveMemberDialogProps) {
  const t = useTranslations('projects');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const remove = trpc.projects.removeMember.useMutation({
    onSuccess: async () => {
      onClose();
      await utils.projects.invalidate();
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  const name = member?.user.name ?? '';
  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('removeTitle', { name })}
      hint={t('removeHint')}
      action={t('remove', { name })}
      busy={remove.isPending}
      onConfirm={() => {
        if (member) remove.mutate({ projectId, userId: member.user.id });
      }}
    />
  );
}
