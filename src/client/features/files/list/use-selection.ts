import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { isTyping } from '#client/ui/typing.ts';

export interface Selection {
  chosen: ReadonlySet<string>;
  /** With `range`, everything from the one chosen before to this one. */
  toggle: (id: string, range?: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** Which of a list are chosen; what leaves the list leaves the choice. `x` chooses what has the focus. */
export function useSelection(ids: readonly string[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const chosen = useMemo(() => new Set(ids.filter((id) => picked.has(id))), [ids, picked]);
  const clear = useCallback(() => setPicked(new Set()), []);
  const toggle = (id: string, range = false) => {
    const next = new Set(chosen);
    const [from, to] = [anchor === null ? -1 : ids.indexOf(anchor), ids.indexOf(id)];
    if (range && from >= 0 && to >= 0) {
      for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
    } else if (!next.delete(id)) next.add(id);
    setPicked(next);
    setAnchor(id);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const focused = document.activeElement?.closest('[data-file-id]')?.getAttribute('data-file-id');
    if (event.key.toLowerCase() === 'x' && focused && ids.includes(focused)) {
      event.preventDefault();
      toggle(focused, event.shiftKey);
    }
    if (event.key === 'Escape' && chosen.size > 0 && !event.defaultPrevented) {
      event.preventDefault();
      clear();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // Before the panel's own Escape, which would close it.
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
  return { chosen, toggle, chooseAll: () => setPicked(new Set(ids)), clear };
}
