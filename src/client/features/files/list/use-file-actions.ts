import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** So many calls share a request; more would keep the others waiting. */
const together = 20;

/** Puts files into the trash, takes them out again or has them gone, one or hundreds. */
export function useFileActions() {
  const t = useTranslations('files');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const trashOne = trpc.files.trash.useMutation();
  const restoreOne = trpc.files.restore.useMutation();
  const deleteOne = trpc.files.deleteForGood.useMutation();

  /** What of it was done; the others stay as they were, and why is said. */
  const forEach = async (ids: readonly string[], act: (fileId: string) => Promise<unknown>) => {
    const done: string[] = [];
    const failures: unknown[] = [];
    for (let at = 0; at < ids.length; at += together) {
      const some = ids.slice(at, at + together);
      const settled = await Promise.allSettled(some.map(act));
      settled.forEach((one, index) => {
        if (one.status === 'rejected') failures.push(one.reason);
        else done.push(some[index] ?? '');
      });
    }
    await utils.files.invalidate();
    if (failures.length > 0) {
      const why = failureText(failures[0]);
      toast(t('someFailed', { count: failures.length, why }), 'error');
    }
    return done;
  };

  const restore = async (ids: readonly string[]) => {
    const done = await forEach(ids, (fileId) => restoreOne.mutateAsync({ fileId }));
    if (done.length > 0) toast(t('restored', { count: done.length }));
  };

  const trash = async (ids: readonly string[]) => {
    const done = await forEach(ids, (fileId) => trashOne.mutateAsync({ fileId }));
    if (done.length === 0) return;
    toast(t('trashed', { count: done.length }), 'done', {
      label: t('undo'),
      onSelect: () => void restore(done),
    });
  };

  const deleteForGood = async (ids: readonly string[]) => {
    const done = await forEach(ids, (fileId) => deleteOne.mutateAsync({ fileId }));
    if (done.length > 0) toast(t('deletedForGood', { count: done.length }));
  };

  return { trash, restore, deleteForGood };
}
