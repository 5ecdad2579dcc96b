const prefix = 'ecosystia.kept.';
const ownerKey = 'ecosystia.kept-by';
/** Whose page this is, once that is known. */
let owner: string | null = null;

/** `device`: until it is stored, whatever is closed. `tab`: of people who have not signed in yet. */
export type KeptPlace = 'device' | 'tab';

export function readKept(key: string, place: KeptPlace = 'device'): string {
  try {
    return isOurs(place) ? (storageOf(place).getItem(prefix + key) ?? '') : '';
  } catch (error) {
    console.warn('kept text could not be read', error);
    return '';
  }
}

/** Nothing is kept of an empty text. A full or forbidden storage must not keep anybody from writing. */
export function writeKept(key: string, text: string, place: KeptPlace = 'device'): void {
  try {
    if (!isOurs(place)) return;
    if (text === '') storageOf(place).removeItem(prefix + key);
    else storageOf(place).setItem(prefix + key, text);
  } catch (error) {
    console.warn('text could not be kept', error);
  }
}

/** Calls back when another tab keeps another text under this key on the device, or none any more. */
export function onKeptElsewhere(key: string, listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === prefix + key) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

/** What was kept as JSON; null where nothing is, or nothing that can be read. */
export function readKeptJson(key: string, place?: KeptPlace): unknown {
  return parsedKept(readKept(key, place));
}

export function parsedKept(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    console.warn('something that was kept could not be read', error);
    return null;
  }
}

/** In another tab somebody else may have signed in, which this page has not heard of yet. */
function isOurs(place: KeptPlace): boolean {
  return place === 'tab' || owner === null || localStorage.getItem(ownerKey) === owner;
}

function storageOf(place: KeptPlace): Storage {
  return place === 'device' ? localStorage : sessionStorage;
}

/**
 * Says whose texts are kept here from now on. What somebody else left unsent is nobody's to see: it
 * goes when another person signs in, and with a sign-out (null). An expired session leaves it.
 */
export function keepTextsOf(personId: string | null): void {
  owner = personId;
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
