import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Project } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** Puts a project into the archive, and brings it back; either can be undone. */
export function useArchiving({ id: projectId, name }: Project) {
  const t = useTranslations('projectMenu');
  const actions = useTranslations('actions');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const settled = {
    onSuccess: () => utils.invalidate(),
    onError: (error: unknown) => toast(failureText(error), 'error'),
  };
  const archiving = trpc.projects.archive.useMutation(settled);
  const updating = trpc.projects.update.useMutation(settled);
  const archive = () =>
    archiving.mutate(
      { projectId },
      {
        onSuccess: () =>
          toast(t('archived', { name }), 'done', { label: actions('undo'), onSelect: bringBack }),
      },
    );
  const bringBack = () => updating.mutate({ projectId, isArchived: false });
  const restore = () =>
    updating.mutate(
      { projectId, isArchived: false },
      {
        onSuccess: () =>
          toast(t('restored', { name }), 'done', { label: actions('undo'), onSelect: archive }),
      },
    );
  return { archive, restore };
}
