import { type RefObject, useEffect } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Arrow keys (and j, k, Home, End) move through the links of a panel's list without leaving it. */
export function useRovingFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      const items = [...element.querySelectorAll<HTMLElement>('[data-list-item]')];
      const at = items.findIndex((item) => item === document.activeElement);
      const step = steps[event.key];
      let next: HTMLElement | undefined;
      if (event.key === 'Home') next = items[0];
      else if (event.key === 'End') next = items[items.length - 1];
      else if (step !== undefined) next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [panel]);
}
