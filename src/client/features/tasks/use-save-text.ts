import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import type { Edited } from '#client/ui/use-kept-edit.ts';
import { useShowTasks } from './use-board.ts';

/**
 * Saves a text with what it was made from. Where something else of the task was changed meanwhile it
 * is saved all the same; where the text itself was, it says by whom and saves nothing.
 */
export function useSaveText(task: Task, field: 'title' | 'description') {
  const t = useTranslations('tasks');
  const failureText = useFailureText();
  const show = useShowTasks();
  const edit = trpc.tasks.editMany.useMutation();
  const [failure, setFailure] = useState<string | null>(null);
  /** On its way: who goes on typing goes on from there. */
  const own = useRef<Edited | null>(null);

  const save = async ({ text, base }: Edited): Promise<boolean> => {
    const from = own.current?.base === base ? own.current.text : base;
    const wanted = { taskId: task.id, changes: { [field]: text }, seen: { [field]: from } };
    own.current = { text, base };
    try {
      const { changed, refused } = await edit.mutateAsync({ edits: [wanted] });
      const [refusal] = refused;
      const [conflict] = refusal?.conflicts ?? [];
      show.changed(refusal?.present ? [refusal.present] : changed);
      if (conflict) setFailure(t('conflict', { who: conflict.by?.name ?? t('somebody') }));
      else setFailure(refusal?.message ?? null);
      if (refusal) own.current = null;
      return refusal === undefined;
    } catch (error) {
      own.current = null;
      setFailure(failureText(error));
      return false;
    }
  };
  return { save, failure, forget: () => setFailure(null) };
}
