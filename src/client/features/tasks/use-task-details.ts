import { useTranslations } from 'use-intl';
import { presentOf, problemCode } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import type { PresentStep, TaskDetails } from '#client/api/types.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

type Change = Parameters<
  ReturnType<typeof trpc.tasks.changeDetails.useMutation>['mutate']
>[0]['change'];
type StepChange = Extract<Change, { type: 'ChangeChecklistItem' | 'RemoveChecklistItem' }>;
/** Where it answers false, what was typed is to be put back. */
export type ChangeDetails = (
  one: Change,
  shown?: (details: TaskDetails) => TaskDetails,
) => Promise<boolean>;

/**
 * A task's checklist, files and relations, and how to change them: shown at once, taken back where
 * refused; where somebody else changed the same step meanwhile, it says who and asks.
 */
export function useTaskDetails(taskId: string) {
  const toast = useToast();
  const failureText = useFailureText();
  const askAbout = useAskAboutStep();
  const utils = trpc.useUtils();
  const query = trpc.tasks.details.useQuery({ taskId });
  const { mutateAsync } = trpc.tasks.changeDetails.useMutation();
  const change: ChangeDetails = async (one, shown) => {
    if (shown) {
      void utils.tasks.details.cancel({ taskId });
      utils.tasks.details.setData({ taskId }, (known) => known && shown(known));
    }
    try {
      utils.tasks.details.setData({ taskId }, await mutateAsync({ taskId, change: one }));
      return true;
    } catch (error) {
      const present = problemCode(error) === 'request.stale' ? presentOf(error) : null;
      // Only changes of steps are made upon what was seen.
      if (present)
        askAbout(one as StepChange, present as PresentStep, (again) => void change(again));
      else toast(failureText(error), 'error');
      // Not waited for: what was typed is put back first.
      void utils.tasks.details.invalidate({ taskId });
      // What it asks about, or keeps elsewhere, is not lost.
      return present !== null || isKeptAside(error);
    }
  };
  return { details: query.data, change };
}

function useAskAboutStep() {
  const t = useTranslations('tasks');
  const toast = useToast();
  return (one: StepChange, { text: theirs, by }: PresentStep, change: (again: Change) => void) => {
    const who = by?.name ?? t('somebody');
    const mine = ('text' in one && one.text) || one.seenText || '';
    const leave = (label: string) => ({ label, onSelect: () => undefined });
    if (theirs === null) {
      const itemId = crypto.randomUUID();
      const again = () => change({ type: 'AddChecklistItem', itemId, text: mine });
      const add = { label: t('addAgain'), onSelect: again };
      toast(t('stepRemoved', { who, mine }), 'question', add, leave(t('leaveIt')));
      return;
    }
    const again = () => change({ ...one, seenText: theirs });
    if (one.type === 'RemoveChecklistItem') {
      const remove = { label: t('removeAnyway'), onSelect: again };
      toast(t('stepChangedSince', { who, theirs }), 'question', remove, leave(t('takeTheirs')));
      return;
    }
    const save = { label: t('keepMine'), onSelect: again };
    toast(t('stepChanged', { who, theirs, mine }), 'question', save, leave(t('takeTheirs')));
  };
}
