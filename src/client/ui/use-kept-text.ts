import { useCallback, useEffect, useState } from 'react';
import { type KeptPlace, onKeptElsewhere, readKept, writeKept } from './kept-texts.ts';

/** A text, or what to make of the one that is kept by then. */
type NextText = string | ((kept: string) => string);

/**
 * Text that outlives a reload, a lost connection and an expired sign-in: kept on this device under
 * its key, gone once it is empty. What is typed or sent in one tab is so in all of them.
 */
export function useKeptText(
  key: string,
  place: KeptPlace = 'device',
): [text: string, setText: (text: NextText) => void, putBack: (text: string) => void] {
  const [kept, setKept] = useState({ key, text: readKept(key, place) });
  if (kept.key !== key) setKept({ key, text: readKept(key, place) });
  useEffect(
    () => onKeptElsewhere(key, () => setKept({ key, text: readKept(key, place) })),
    [key, place],
  );
  const setText = useCallback(
    (next: NextText) => {
      const text = typeof next === 'string' ? next : next(readKept(key, place));
      setKept({ key, text });
      writeKept(key, text, place);
    },
    [key, place],
  );
  // Before what was typed meanwhile.
  const putBack = useCallback(
    (text: string) => setText((typed) => [text, typed].filter((one) => one !== '').join('\n')),
    [setText],
  );
  return [kept.text, setText, putBack];
}
