import type { Outgoing } from './chat-state.ts';

/**
 * What one person wrote in one meeting and the server has not said it has: kept on the device, so
 * that a reload loses nothing. One list for all of a person's meetings bounds what it takes up.
 */
export interface Outbox {
  /** Oldest first. */
  read: () => Promise<readonly Outgoing[]>;
  /** Keeps it, or what became of it. */
  keep: (own: Outgoing) => Promise<void>;
  forget: (clientId: string) => Promise<void>;
}

interface OutboxOptions {
  meetingId: string;
  /** Who is signed in; null for nobody, of whom nothing is kept. */
  personId: () => Promise<string | null>;
  /** Asked for at each use: where a browser forbids it, asking is what throws. */
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  now: () => Date;
}

/** Of all meetings together; beyond it the oldest go. */
const mostKept = 100;
/** What is older is not sent behind its author's back: they are asked. */
const sentByItselfMs = 12 * 3_600_000;
const keptMs = 30 * 24 * 3_600_000;

interface Letter extends Omit<Outgoing, 'answered'> {
  meetingId: string;
}

export function deviceOutbox({ meetingId, personId, storage, now }: OutboxOptions): Outbox {
  // Who is signed in when it is opened: what comes later is theirs, whoever is by then.
  let owner: string | null = null;
  /** Read anew each time: another tab may have written to it. */
  const change = async (to: (kept: Letter[]) => Letter[]) => {
    owner ??= await personId();
    if (owner === null) return [];
    const key = `ecosystia.outbox.${owner}`;
    const device = storage();
    const kept = readLetters(device.getItem(key));
    const next = to(kept)
      .filter(({ sentAt }) => now().getTime() - Date.parse(sentAt) < keptMs)
      .slice(-mostKept);
    if (next.length === 0) device.removeItem(key);
    else device.setItem(key, JSON.stringify(next));
    return next;
  };
  return {
    read: async () => {
      const kept = await change((letters) => letters);
      return kept
        .filter((letter) => letter.meetingId === meetingId)
        .map(({ meetingId: _, ...letter }) => {
          const isOld = now().getTime() - Date.parse(letter.sentAt) > sentByItselfMs;
          return { ...letter, state: isOld ? 'failed' : letter.state, answered: false };
        });
    },
    keep: async ({ answered: _, ...own }) => {
      const { clientId } = own;
      const letter = { meetingId, ...own };
      await change((kept) =>
        kept.some((one) => one.clientId === clientId)
          ? kept.map((one) => (one.clientId === clientId ? letter : one))
          : [...kept, letter],
      );
    },
    forget: async (clientId) => {
      await change((kept) => kept.filter((letter) => letter.clientId !== clientId));
    },
  };
}

/** What something else wrote there is as good as nothing. */
function readLetters(text: string | null): Letter[] {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    // What an earlier version of the page kept answers nothing and has no files.
    const unlinked = { replyToId: null, fileIds: [] };
    return Array.isArray(kept)
      ? kept.filter(isLetter).map((letter) => ({ ...unlinked, ...letter }))
      : [];
  } catch (error) {
    console.warn('kept messages could not be read', error);
    return [];
  }
}

function isLetter(kept: unknown): kept is Letter {
  if (typeof kept !== 'object' || kept === null) return false;
  const { meetingId, clientId, text, sentAt, state } = kept as Partial<Record<string, unknown>>;
  return (
    [meetingId, clientId, text].every((part) => typeof part === 'string') &&
    (state === 'sending' || state === 'failed') &&
    typeof sentAt === 'string' &&
    !Number.isNaN(Date.parse(sentAt))
  );
}
