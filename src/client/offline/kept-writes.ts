/** What was written and is not answered yet. */
export interface KeptWrite {
  /** The server carries out one id once. */
  id: string;
  path: string;
  input: unknown;
  /** With parts of it: what comes first has to stay first. */
  atMs: number;
  /** Why it could not be stored, in its author's words; null while it waits. */
  refusal: string | null;
  /** Somebody else was quicker: sent again it takes the place of theirs, or comes beside it. */
  overtaken: boolean;
}

export interface KeptWrites {
  /** Oldest first. */
  read: (personId: string) => KeptWrite[];
  has: (personId: string, id: string) => boolean;
  /** False where the device did not take it. */
  keep: (personId: string, write: KeptWrite) => boolean;
  forget: (personId: string, id: string) => void;
  /** Calls back when another tab keeps or forgets one of this person; gives what stops it. */
  onElsewhere: (personId: string, listener: () => void) => () => void;
}

/** Nobody wants to hear of it any more. */
const keptMs = 30 * 86_400_000;

/**
 * On the device, so that a reload, a lost connection or an ended session loses nothing of it. Each
 * under a key of its own, so that two tabs do not write over each other. The storage is asked for at
 * each use: where a browser forbids it, asking is what throws.
 */
export function deviceWrites(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  nowMs: () => number,
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): KeptWrites {
  const prefix = (personId: string) => `ecosystia.write.${personId}.`;
  const keep: KeptWrites['keep'] = (personId, write) =>
    tried(() => {
      storage().setItem(prefix(personId) + write.id, JSON.stringify(write));
      return true;
    }) ?? false;
  const forget: KeptWrites['forget'] = (personId, id) =>
    tried(() => storage().removeItem(prefix(personId) + id));
  return {
    keep,
    forget,
    has: (personId, id) => tried(() => storage().getItem(prefix(personId) + id) !== null) ?? true,
    read: (personId) => {
      const found: KeptWrite[] = [];
      for (const key of tried(() => Object.keys(storage())) ?? []) {
        if (!key.startsWith(prefix(personId))) continue;
        const write = tried(() => readWrite(storage().getItem(key)));
        if (write && nowMs() - write.atMs < keptMs) found.push(write);
        else forget(personId, key.slice(prefix(personId).length));
      }
      return found.toSorted((one, other) => one.atMs - other.atMs);
    },
    onElsewhere: (personId, listener) => {
      const hear = (event: Event) => {
        if ((event as StorageEvent).key?.startsWith(prefix(personId))) listener();
      };
      page.addEventListener('storage', hear);
      return () => page.removeEventListener('storage', hear);
    },
  };
}

/** Other apps' pages are not ours to fill: there what is written is sent in turn and kept nowhere. */
export const forgetfulWrites: KeptWrites = {
  read: () => [],
  has: () => false,
  keep: () => false,
  forget: () => undefined,
  onElsewhere: () => () => undefined,
};

/** A full or forbidden storage must not keep anybody from writing. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    console.warn('this device could not keep what was written', error);
    return undefined;
  }
}

/** What something else wrote there is as good as nothing. */
function readWrite(text: string | null): KeptWrite | null {
  const kept: unknown = JSON.parse(text ?? 'null');
  if (typeof kept !== 'object' || kept === null) return null;
  const { id, path, atMs, input, refusal, overtaken } = kept as Partial<KeptWrite>;
  if (typeof id !== 'string' || typeof path !== 'string' || typeof atMs !== 'number') return null;
  return { id, path, atMs, input, refusal: refusal ?? null, overtaken: overtaken === true };
}
