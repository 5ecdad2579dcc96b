import { useCallback, useMemo, useState } from 'react';
import type { TaskCard } from '#client/api/types.ts';
import type { TaskEdits } from './use-task-edits.ts';

/** What is chosen to be changed together. */
export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (task: TaskCard) => void;
  /** All from the one chosen last to this one, in their order. */
  extend: (task: TaskCard, order: readonly TaskCard[]) => void;
  clear: () => void;
}

/** What board and list are given alike. */
export interface TasksViewProps {
  tasks: readonly TaskCard[];
  selection: Selection;
  edits: TaskEdits;
}

const nobody: ReadonlySet<string> = new Set();

export function useSelection(): Selection {
  const [ids, setIds] = useState(nobody);
  const [last, setLast] = useState<string | null>(null);
  const toggle = useCallback((task: TaskCard) => {
    setLast(task.id);
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(task.id)) next.add(task.id);
      return next;
    });
  }, []);
  const extend = useCallback(
    (task: TaskCard, order: readonly TaskCard[]) => {
      const to = order.findIndex(({ id }) => id === task.id);
      const from = order.findIndex(({ id }) => id === last);
      if (from < 0) {
        toggle(task);
        return;
      }
      const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      setIds((before) => new Set([...before, ...between.map(({ id }) => id)]));
    },
    [last, toggle],
  );
  const clear = useCallback(() => setIds(nobody), []);
  return useMemo(() => ({ ids, toggle, extend, clear }), [ids, toggle, extend, clear]);
}
