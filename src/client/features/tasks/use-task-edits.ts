import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { TaskCard } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useShowTasks } from './use-board.ts';

export type TaskChange = Partial<
  Pick<TaskCard, 'status' | 'priority' | 'assignee_ids' | 'due_at' | 'labels' | 'position'>
>;

export interface Edit {
  task: TaskCard;
  changes: TaskChange;
}

export interface TaskEdits {
  /** Changes tasks, each in its own way. What was done is said, with the way back, where said. */
  change: (edits: readonly Edit[], said?: string) => void;
  remove: (tasks: readonly TaskCard[]) => void;
}

type Sent =
  | { taskId: string; changes: Record<string, unknown> }
  | { taskId: string; remove: true }
  | { taskId: string; restore: true };

/** Changes what takes one click: shown at once, taken back where the server refuses, undone by who did it. */
export function useTaskEdits(projectId: string): TaskEdits {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const show = useShowTasks(projectId);
  const editMany = trpc.tasks.editMany.useMutation();
  const lastUndo = useRef<(() => void) | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      if (!isUndo || isTyping(event.target) || !lastUndo.current) return;
      event.preventDefault();
      lastUndo.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const latest = useRef({ t, toast, failureText, send: editMany.mutateAsync });
  useEffect(() => {
    latest.current = { t, toast, failureText, send: editMany.mutateAsync };
  });

  return useMemo<TaskEdits>(() => {
    const send = async (edits: Sent[]) => {
      const { t: words, toast: say, failureText: fail, send: ask } = latest.current;
      try {
        const { changed, refused } = await ask({ edits });
        show.changed(changed);
        if (refused.length === 0) return;
        say(words('refused', { count: refused.length }), 'error');
      } catch (error) {
        say(fail(error), 'error');
      }
      await utils.tasks.board.invalidate({ projectId });
      await utils.tasks.get.invalidate();
    };
    const apply = (edits: readonly Edit[]) => {
      show.changed(edits.map(({ task, changes }) => ({ ...task, ...changes })));
      return send(
        edits.map(({ task, changes }) => ({ taskId: task.id, changes: asInput(changes) })),
      );
    };
    const offer = (said: string, back: () => void) => {
      let done = false;
      const undo = () => {
        if (done) return;
        done = true;
        if (lastUndo.current === undo) lastUndo.current = null;
        back();
      };
      lastUndo.current = undo;
      const { t: words, toast: say } = latest.current;
      say(said, 'done', { label: words('undo'), onSelect: undo });
    };
    return {
      change: (edits, said) => {
        void apply(edits);
        if (said === undefined) return;
        offer(said, () => void apply(edits.map(before)));
      },
      remove: (tasks) => {
        const ids = tasks.map(({ id }) => id);
        show.removed(ids);
        void send(ids.map((taskId) => ({ taskId, remove: true as const })));
        const said = latest.current.t('deletedMany', {
          count: tasks.length,
          title: tasks[0]?.title ?? '',
        });
        offer(said, () => {
          show.changed(tasks);
          void send(ids.map((taskId) => ({ taskId, restore: true as const })));
        });
      },
    };
  }, [show, utils, projectId]);
}

/** The same fields as they were. */
function before({ task, changes }: Edit): Edit {
  const fields = Object.keys(changes) as (keyof TaskChange)[];
  const past = Object.fromEntries(fields.map((field) => [field, task[field]])) as TaskChange;
  return { task: { ...task, ...changes }, changes: past };
}

function asInput({ assignee_ids: assigneeIds, due_at: dueAt, ...same }: TaskChange) {
  return {
    ...same,
    ...(assigneeIds === undefined ? {} : { assigneeIds }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}
