import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { RefusedEdit, TaskCard } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useShowTasks } from './use-board.ts';
import { useConflictWords } from './use-conflict-words.ts';

export type TaskChange = Partial<
  Pick<TaskCard, 'status' | 'priority' | 'assignee_ids' | 'due_at' | 'labels' | 'position'>
>;

export interface Edit {
  /** As it was when this was decided upon. */
  task: TaskCard;
  changes: TaskChange;
}

export interface TaskEdits {
  /** Changes tasks, each in its own way. What was done is said, with the way back, where said. */
  change: (edits: readonly Edit[], said?: string) => void;
  /** Gives one another status, and says so. */
  setStatus: (task: TaskCard, status: TaskCard['status']) => void;
  remove: (tasks: readonly TaskCard[]) => void;
}

type Sent =
  | { taskId: string; changes: object; seen: object }
  | { taskId: string; remove: true }
  | { taskId: string; restore: true };

/** What Ctrl+Z takes back, on whichever page it was done. */
let lastUndo: (() => void) | null = null;

/**
 * Changes what takes one click: shown at once, taken back where the server refuses, undone by who
 * did it. Where somebody else changed the same meanwhile, it says who and what, and asks.
 */
export function useTaskEdits(): TaskEdits {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const conflictWords = useConflictWords();
  const utils = trpc.useUtils();
  const show = useShowTasks();
  const editMany = trpc.tasks.editMany.useMutation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      if (!isUndo || isTyping(event.target) || !lastUndo) return;
      event.preventDefault();
      lastUndo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const latest = useRef({ t, toast, failureText, conflictWords, send: editMany.mutateAsync });
  useEffect(() => {
    latest.current = { t, toast, failureText, conflictWords, send: editMany.mutateAsync };
  });

  return useMemo<TaskEdits>(() => {
    const post = async (sent: Sent[], edits: readonly Edit[]) => {
      const { t: words, toast: say, failureText: fail, send: ask } = latest.current;
      try {
        const { changed, refused } = await ask({ edits: sent });
        const met = refused.filter(({ conflicts }) => conflicts.length > 0);
        show.changed([...changed, ...met.flatMap(({ present }) => present ?? [])]);
        void utils.tasks.mine.invalidate();
        if (met.length > 0) askAbout(met, edits);
        const [other, ...others] = refused.filter(({ conflicts }) => conflicts.length === 0);
        if (!other) return;
        const count = others.length + 1;
        say(count === 1 ? other.message : words('refused', { count }), 'error');
      } catch (error) {
        say(fail(error), 'error');
      }
      void utils.tasks.board.invalidate();
      void utils.tasks.get.invalidate();
    };
    const send = (sent: Sent[], edits: readonly Edit[] = []) => void post(sent, edits);
    const apply = (edits: readonly Edit[]) => {
      show.changed(edits.map(({ task, changes }) => ({ ...task, ...changes })));
      const sent = edits.map((edit) => ({
        taskId: edit.task.id,
        changes: asInput(edit.changes),
        seen: asInput(seenBy(edit)),
      }));
      send(sent, edits);
    };
    const askAbout = (met: readonly RefusedEdit[], edits: readonly Edit[]) => {
      const { t: words, toast: say, conflictWords: saying } = latest.current;
      const again = met.flatMap(({ task_id: taskId, present }) => {
        const edit = edits.find(({ task }) => task.id === taskId);
        return edit && present ? [{ task: present, changes: edit.changes }] : [];
      });
      say(
        saying(met, again),
        'question',
        { label: words('keepMine'), onSelect: () => apply(again) },
        { label: words('takeTheirs'), onSelect: () => undefined },
      );
    };
    const offer = (said: string, back: () => void) => {
      let done = false;
      const undo = () => {
        if (done) return;
        done = true;
        if (lastUndo === undo) lastUndo = null;
        back();
      };
      lastUndo = undo;
      const { t: words, toast: say } = latest.current;
      say(said, 'done', { label: words('undo'), onSelect: undo });
    };
    const change = (edits: readonly Edit[], said?: string) => {
      apply(edits);
      if (said === undefined) return;
      offer(said, () => apply(edits.map(before)));
    };
    return {
      change,
      setStatus: (task, status) => {
        const { t: words } = latest.current;
        const said = words('moved', { title: task.title, status: words(`statuses.${status}`) });
        change([{ task, changes: { status } }], said);
      },
      remove: (tasks) => {
        show.removed(tasks);
        send(tasks.map(({ id: taskId }) => ({ taskId, remove: true as const })));
        const said = latest.current.t('deletedMany', {
          count: tasks.length,
          title: tasks[0]?.title ?? '',
        });
        offer(said, () => {
          show.changed(tasks);
          send(tasks.map(({ id: taskId }) => ({ taskId, restore: true as const })));
        });
      },
    };
  }, [show, utils]);
}

/** The same fields as they were. */
function before({ task, changes }: Edit): Edit {
  return { task: { ...task, ...changes }, changes: fieldsOf(task, changes) };
}

/** What there was of what is changed; into another column, its place there is no matter. */
function seenBy({ task, changes }: Edit): TaskChange {
  const { position, ...seen } = fieldsOf(task, changes);
  const isMoved = changes.status !== undefined && changes.status !== task.status;
  return isMoved || position === undefined ? seen : { ...seen, position };
}

function fieldsOf(task: TaskCard, changes: TaskChange): TaskChange {
  const fields = Object.keys(changes) as (keyof TaskChange)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]])) as TaskChange;
}

function asInput({ assignee_ids: assigneeIds, due_at: dueAt, ...same }: TaskChange) {
  return {
    ...same,
    ...(assigneeIds === undefined ? {} : { assigneeIds }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}
