import { useState } from 'react';
import { readKept, readKeptJson, writeKept } from './kept-texts.ts';

export interface Edited {
  text: string;
  /** What it was made from. */
  base: string;
}

/**
 * A text that is changed where it stands: what was typed outlives a reload, and once it is sent it is
 * for the queue of writes to keep.
 */
export function useKeptEdit(key: string) {
  const [{ edited, isBack }, setState] = useState(() => {
    const kept = readKeptJson(key);
    return isEdited(kept) ? { edited: kept, isBack: true } : { edited: null, isBack: false };
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

function isEdited(kept: unknown): kept is Edited {
  if (typeof kept !== 'object' || kept === null) return false;
  const { text, base } = kept as Partial<Record<keyof Edited, unknown>>;
  return typeof text === 'string' && typeof base === 'string';
}
