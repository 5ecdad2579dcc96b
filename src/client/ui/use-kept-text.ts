import { useCallback, useState } from 'react';

/** A text, or what to make of the one that is kept by then. */
type NextText = string | ((kept: string) => string);

const prefix = 'ecosystia.kept.';
const ownerKey = 'ecosystia.kept-by';

/**
 * Text that outlives a reload, a lost connection and an expired sign-in: kept on this device under
 * its key, gone once it is empty.
 */
export function useKeptText(
  key: string,
): [text: string, setText: (text: NextText) => void, putBack: (text: string) => void] {
  const [kept, setKept] = useState({ key, text: read(key) });
  if (kept.key !== key) setKept({ key, text: read(key) });
  const setText = useCallback(
    (next: NextText) => {
      const text = typeof next === 'string' ? next : next(read(key));
      setKept({ key, text });
      write(key, text);
    },
    [key],
  );
  // Before what was typed meanwhile.
  const putBack = useCallback(
    (text: string) => setText((typed) => [text, typed].filter((one) => one !== '').join('\n')),
    [setText],
  );
  return [kept.text, setText, putBack];
}

function read(key: string): string {
  try {
    return localStorage.getItem(prefix + key) ?? '';
  } catch (error) {
    console.warn('kept text could not be read', error);
    return '';
  }
}

/** A full or forbidden storage must not keep anybody from writing. */
function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
  } catch (error) {
    console.warn('text could not be kept', error);
  }
}

/**
 * Says whose texts are kept here from now on. What somebody else left unsent is nobody's to see: it
 * goes when another person signs in, and with a sign-out (null). An expired session leaves it.
 */
export function keepTextsOf(personId: string | null): void {
  try {
    if (personId !== null && localStorage.getItem(ownerKey) === personId) return;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) localStorage.removeItem(key);
    }
    if (personId === null) localStorage.removeItem(ownerKey);
    else localStorage.setItem(ownerKey, personId);
  } catch (error) {
    console.warn('kept texts could not be forgotten', error);
  }
}
