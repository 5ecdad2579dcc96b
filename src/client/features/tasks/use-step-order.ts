import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { movedBefore } from '#domain/tasks/moved-before.ts';
import type { TaskDetails } from '#client/api/types.ts';
import type { ChangeDetails } from './use-task-details.ts';

type Item = TaskDetails['checklist'][number];

/** The steps in the order that one has given them just now, and how to give them another. */
export function useStepOrder(items: readonly Item[], change: ChangeDetails) {
  const t = useTranslations('tasks');
  // Until all is answered: the answer to one move would put the next one back for a moment.
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const [said, setSaid] = useState('');
  const steps = order === null ? items : inOrder(items, order);

  /** False where it is there already. */
  const move = (itemId: string, beforeId: string | null): boolean => {
    const ids = steps.map(({ id }) => id);
    const next = movedBefore(ids, itemId, beforeId ?? undefined);
    if (itemId === beforeId || ids.every((id, index) => id === next[index])) return false;
    setOrder(next);
    const text = steps.find(({ id }) => id === itemId)?.text ?? '';
    setSaid(t('stepMoved', { text, place: next.indexOf(itemId) + 1, all: next.length }));
    void change({ type: 'MoveChecklistItem', itemId, beforeId }, (details) => ({
      ...details,
      checklist: inOrder(details.checklist, next),
    })).then(() => setOrder((now) => (now === next ? null : now)));
    return true;
  };

  /** In front of the step before it, or behind the one after it. */
  const moveBy = (itemId: string, by: -1 | 1): boolean => {
    const at = steps.findIndex(({ id }) => id === itemId);
    return at + by >= 0 && move(itemId, steps[by === -1 ? at - 1 : at + 2]?.id ?? null);
  };
  return { steps, move, moveBy, said };
}

/** What somebody else added meanwhile comes last. */
function inOrder(items: readonly Item[], order: readonly string[]): Item[] {
  const placeOf = ({ id }: Item) => (order.includes(id) ? order.indexOf(id) : order.length);
  return items.toSorted((one, other) => placeOf(one) - placeOf(other));
}
