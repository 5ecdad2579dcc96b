import { type RefObject, useEffect } from 'react';
import { isTyping } from './typing.ts';

/** Marks what `j` and `k` step through. */
export const listItemProps = { 'data-list-item': '' } as const;

/**
 * `j` and `k` move the focus through the marked items of a list; Enter then opens as ever. A list
 * that is read from its end begins there.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  begin: 'first' | 'last' = 'first',
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-list-item]') ?? [])];
      const at = items.findIndex((item) => item === document.activeElement);
      const start = begin === 'first' ? 0 : items.length - 1;
      const next = at < 0 ? start : at + (event.key === 'j' ? 1 : -1);
      const item = items[Math.min(Math.max(next, 0), items.length - 1)];
      item?.focus();
      item?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [list, begin]);
}
