const prefix = 'ecosystia.kept.';
const ownerKey = 'ecosystia.kept-by';

/** `device`: until it is stored, whatever is closed. `tab`: of people who have not signed in yet. */
export type KeptPlace = 'device' | 'tab';

export function readKept(key: string, place: KeptPlace = 'device'): string {
  try {
    return storageOf(place).getItem(prefix + key) ?? '';
  } catch (error) {
    console.warn('kept text could not be read', error);
    return '';
  }
}

/** Nothing is kept of an empty text. A full or forbidden storage must not keep anybody from writing. */
export function writeKept(key: string, text: string, place: KeptPlace = 'device'): void {
  try {
    if (text === '') storageOf(place).removeItem(prefix + key);
    else storageOf(place).setItem(prefix + key, text);
  } catch (error) {
    console.warn('text could not be kept', error);
  }
}

function storageOf(place: KeptPlace): Storage {
  return place === 'device' ? localStorage : sessionStorage;
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
