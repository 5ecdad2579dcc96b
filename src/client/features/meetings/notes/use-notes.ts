import { useTranslations } from 'use-intl';
import { statusOf } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** Outside of the room nobody is told of what changes: so often it is asked. */
const askEveryMs = 15_000;

export interface NoteDraft {
  noteId: string;
  /** The version that it was made from; null for a paragraph that is new. */
  version: number | null;
  text: string;
}

/** A meeting's notes, and ways to write in them that never lose what somebody wrote. */
export function useNotes(meetingId: string) {
  const t = useTranslations('notes');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const query = trpc.meetings.notes.list.useQuery({ meetingId }, { refetchInterval: askEveryMs });
  const add = trpc.meetings.notes.add.useMutation();
  const change = trpc.meetings.notes.change.useMutation();
  const remove = trpc.meetings.notes.remove.useMutation();

  /** True where it is stored. Whose paragraph was changed or removed meanwhile finds theirs below it. */
  const save = async ({ noteId, version, text }: NoteDraft): Promise<boolean> => {
    const which = { meetingId, noteId };
    try {
      if (version === null) await add.mutateAsync({ ...which, text });
      else if (text.trim() === '') await remove.mutateAsync({ ...which, version });
      else await change.mutateAsync({ ...which, version, text });
    } catch (error) {
      const status = statusOf(error);
      const isOvertaken = version !== null && (status === 409 || status === 404);
      if (!isOvertaken || text.trim() === '') {
        toast(failureText(error), 'error');
        await utils.meetings.notes.list.invalidate({ meetingId });
        return isKeptAside(error);
      }
      const beside = { meetingId, noteId: crypto.randomUUID(), text, afterId: noteId };
      try {
        await add.mutateAsync(beside);
      } catch (again) {
        toast(failureText(again), 'error');
        return false;
      }
      toast(t('overtaken'));
    }
    await utils.meetings.notes.list.invalidate({ meetingId });
    return true;
  };
  return { query, save };
}
