import { useState } from 'react';
import { readKept, writeKept } from '#client/ui/kept-texts.ts';
import type { Edited } from './use-save-text.ts';

/**
 * A text that is changed where it stands: what was typed outlives a reload, and once it is sent it is
 * for the queue of writes to keep.
 */
export function useKeptEdit(key: string) {
  const [{ edited, isBack }, setState] = useState(() => {
    const kept = editedIn(readKept(key));
    return { edited: kept, isBack: kept !== null };
  });
  const keep = (next: Edited | null) => writeKept(key, next ? JSON.stringify(next) : '');
  return {
    edited,
    /** It was typed before the page was loaded. */
    isBack,
    show: (next: Edited | null) => {
      setState({ edited: next, isBack: false });
      keep(next);
    },
    /** It goes; the answer says whether it is stored. What was typed meanwhile stays. */
    sending: (sent: Edited) => {
      keep(null);
      return (isStored: boolean) => {
        if (!isStored && readKept(key) === '') keep(sent);
        setState((now) =>
          isStored && now.edited === sent ? { edited: null, isBack: false } : now,
        );
      };
    },
  };
}

function editedIn(kept: string): Edited | null {
  if (kept === '') return null;
  try {
    const { text, base } = JSON.parse(kept) as Partial<Edited>;
    return typeof text === 'string' && typeof base === 'string' ? { text, base } : null;
  } catch (error) {
    console.warn('a kept text could not be read', error);
    return null;
  }
}
