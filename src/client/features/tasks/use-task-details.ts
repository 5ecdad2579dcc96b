import { trpc } from '#client/api/trpc.ts';
import type { TaskDetails } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

type Change = Parameters<
  ReturnType<typeof trpc.tasks.changeDetails.useMutation>['mutate']
>[0]['change'];

/** A task's checklist, files and relations, and how to change them: shown at once, taken back where refused. */
export function useTaskDetails(taskId: string) {
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const query = trpc.tasks.details.useQuery({ taskId });
  const { mutateAsync } = trpc.tasks.changeDetails.useMutation();
  const change = async (one: Change, shown?: (details: TaskDetails) => TaskDetails) => {
    if (shown) {
      void utils.tasks.details.cancel({ taskId });
      utils.tasks.details.setData({ taskId }, (known) => known && shown(known));
    }
    try {
      utils.tasks.details.setData({ taskId }, await mutateAsync({ taskId, change: one }));
      return true;
    } catch (error) {
      toast(failureText(error), 'error');
      await utils.tasks.details.invalidate({ taskId });
      return false;
    }
  };
  return { details: query.data, change };
}

export type ChangeDetails = ReturnType<typeof useTaskDetails>['change'];
