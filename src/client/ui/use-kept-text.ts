import { useCallback, useState } from 'react';

/** A text, or what to make of the one that is kept by then. */
type NextText = string | ((kept: string) => string);

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
    return localStorage.getItem(key) ?? '';
  } catch (error) {
    console.warn('kept text could not be read', error);
    return '';
  }
}

/** A full or forbidden storage must not keep anybody from writing. */
function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch (error) {
    console.warn('text could not be kept', error);
  }
}
