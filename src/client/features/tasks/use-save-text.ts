import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { statusOf } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useShowTasks } from './use-board.ts';

export interface Edited {
  text: string;
  /** What it was made from. */
  base: string;
  version: number;
}

/**
 * Saves a text with the version that it was made from. Where something else of the task was changed
 * meanwhile it is saved all the same; where the text itself was, it says by whom and saves nothing.
 */
export function useSaveText(task: Task, field: 'title' | 'description') {
  const t = useTranslations('tasks');
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const show = useShowTasks(task.project_id);
  const update = trpc.tasks.update.useMutation();
  const [failure, setFailure] = useState<string | null>(null);
  const taskId = task.id;

  const whoChanged = async (): Promise<string> => {
    const { results } = await utils.tasks.history.fetch({ taskId, limit: 50 });
    const entry = results.find(({ changes }) => field in changes);
    return entry?.actor?.name ?? t('somebody');
  };
  const save = async ({ text, base, version }: Edited): Promise<boolean> => {
    try {
      show.changed([await update.mutateAsync({ taskId, version, [field]: text })]);
      setFailure(null);
      return true;
    } catch (error) {
      if (statusOf(error) !== 409) {
        setFailure(failureText(error));
        return false;
      }
    }
    try {
      const present = await utils.tasks.get.fetch({ taskId });
      if (present[field] === base) return await save({ text, base, version: present.version });
      setFailure(t('conflict', { who: await whoChanged() }));
    } catch (error) {
      setFailure(failureText(error));
    }
    return false;
  };
  return { save, failure, forget: () => setFailure(null) };
}
