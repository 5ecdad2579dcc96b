import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { isTyping } from '#client/ui/typing.ts';
import type { ListRow } from './list-rows.ts';

/** A row that can have the focus. */
export type TargetRow = Exclude<ListRow, { kind: 'day' }>;

interface ListFocusOptions {
  rows: readonly ListRow[];
  virtual: Virtualizer<HTMLDivElement, Element>;
  list: RefObject<HTMLElement | null>;
  /** `j` and `k` work wherever the focus is on the page, not only in the list. */
  isPage: boolean;
  /** A key on the row with the focus; true where it did something. */
  onKey: (key: string, row: TargetRow) => boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
/** On a button of a row they belong to the button. */
const buttonKeys = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End']);

/**
 * One stop for Tab, arrows and `j` `k` inside. The row gone to may not be in the page yet, as only
 * those in sight are; and when the one with the focus leaves the list, the next takes it.
 *
 * @returns the key of the row that Tab comes to.
 */
export function useListFocus(options: ListFocusOptions): string | undefined {
  const { rows, list, isPage } = options;
  const [active, setActive] = useState<{ key: string; index: number } | null>(null);
  /** The row that is to have the focus as soon as it is in the page. */
  const goal = useRef<string | null>(null);
  const targets = rows.flatMap((row, index) => (row.kind === 'day' ? [] : [index]));
  const known = active === null ? -1 : rows.findIndex(({ key }) => key === active.key);
  // Where the one was that is gone, there is the next now.
  const at =
    known >= 0 || active === null
      ? known
      : (targets.find((index) => index >= active.index) ?? targets.at(-1) ?? -1);
  const isGone = active !== null && known < 0;

  const goTo = (index: number | undefined) => {
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || !row) return;
    goal.current = row.key;
    setActive({ key: row.key, index });
    // The day above the first one is part of the top.
    options.virtual.scrollToIndex(index === targets[0] ? 0 : index, { align: 'auto' });
  };
  const step = (key: string, from = at): boolean => {
    const by = steps[key];
    if (key === 'Home') goTo(targets[0]);
    else if (key === 'End') goTo(targets.at(-1));
    else if (by === undefined) return false;
    else if (from < 0) goTo(targets[0]);
    else
      goTo(
        by > 0 ? targets.find((index) => index > from) : targets.findLast((index) => index < from),
      );
    return true;
  };
  const take = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset.row !== undefined;
    if (!isOnRow && buttonKeys.has(event.key)) return false;
    // Of a row that has just got the focus the state may not know yet.
    const here = indexOf(event.target) ?? at;
    const row = here < 0 ? undefined : rows[here];
    return (
      (row !== undefined && row.kind !== 'day' && options.onKey(event.key, row)) ||
      step(event.key, here)
    );
  };
  const latest = useRef({ take, step, rows });
  useEffect(() => {
    latest.current = { take, step, rows };
  });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const isLost = isGone && element.ownerDocument.activeElement === document.body;
    const wanted = goal.current ?? (isLost ? rows[at]?.key : undefined);
    if (wanted === undefined) return;
    const row = element.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted)}"]`);
    if (!row) return;
    goal.current = null;
    row.focus({ preventScroll: true });
  });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      if (!latest.current.take(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onFocus = (event: FocusEvent) => {
      const index = indexOf(event.target);
      const row = index === null ? undefined : latest.current.rows[index];
      if (index !== null && row) setActive({ key: row.key, index });
    };
    element.addEventListener('keydown', onKey);
    element.addEventListener('focusin', onFocus);
    return () => {
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('focusin', onFocus);
    };
  }, [list]);

  useEffect(() => {
    if (!isPage) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      latest.current.step(event.key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isPage]);

  return rows[at >= 0 ? at : (targets[0] ?? -1)]?.key;
}

/** Which row an element is in. */
function indexOf(target: EventTarget | null): number | null {
  const item = target instanceof Element ? target.closest('[data-index]') : null;
  return item ? Number(item.getAttribute('data-index')) : null;
}
