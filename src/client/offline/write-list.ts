/**
 * What is written and not stored, as one tab lists it: its own, and what other tabs of the same
 * browser keep on the device. All of them may send all of it: the server carries out one id once.
 */
import { listeners } from '#client/live/listeners.ts';
import type { KeptWrite, KeptWrites } from './kept-writes.ts';

/** A write as pages show it. */
export interface Write extends KeptWrite {
  /** No answer came to it so far. */
  waits: boolean;
}

export interface Entry extends Write {
  /** Of the part of this page that wrote it and waits for its answer. */
  answer: { resolve: (data: unknown) => void; reject: (error: unknown) => void } | null;
  /** The device took it: if it is not there any more, another tab had it stored or gave it up. */
  isKept: boolean;
}

export interface WriteList {
  all: () => readonly Entry[];
  /** What is on the device of this person, and nothing else. */
  open: (personId: string | null) => void;
  add: (
    personId: string,
    call: Pick<KeptWrite, 'path' | 'input'>,
    as: Pick<Entry, 'waits' | 'answer'>,
  ) => void;
  change: (id: string, to: Partial<Entry>) => void;
  /** Stored or given up: gone from the device, too. */
  remove: (personId: string, id: string) => void;
  /** Gone from the device: off the list. */
  drop: (id: string) => void;
  isGone: (personId: string, entry: Entry) => boolean;
  /** Too old to be sent behind its author's back: they are asked. */
  isOld: (write: KeptWrite) => boolean;
  /** Takes up what other tabs have not got rid of, and lets go of what they have. */
  followOthers: (personId: string) => Followed;
  subscribe: (listener: () => void) => () => void;
}

interface Followed {
  /** Something was taken up. */
  isMore: boolean;
  /** Something was left to the tab that has just begun to send it. */
  isSomeNew: boolean;
}

/**
 * So long another tab alone shows and sends what was written there: most is answered by then, and
 * would only flash here. What both send all the same is carried out once.
 */
export const newMs = 5_000;
/** Well before the server forgets an id after a day (`forget-answers.ts`) and would carry it out again. */
const sentByItselfMs = 12 * 3_600_000;

export function createWriteList(kept: KeptWrites, nowMs: () => number): WriteList {
  let entries: readonly Entry[] = [];
  const changes = listeners();
  const set = (next: readonly Entry[]) => {
    entries = next;
    changes.tell();
  };

  const isOld: WriteList['isOld'] = ({ atMs }) => nowMs() - atMs > sentByItselfMs;
  const isGone: WriteList['isGone'] = (personId, { id, isKept }) =>
    isKept && !kept.has(personId, id);
  const onDevice = (personId: string): Entry[] =>
    kept.read(personId).map((write) => {
      const refusal = write.refusal ?? (isOld(write) ? '' : null);
      return { ...write, refusal, waits: true, answer: null, isKept: true };
    });
  const drop = (id: string) => set(entries.filter((one) => one.id !== id));

  return {
    all: () => entries,
    open: (personId) => set(personId === null ? [] : onDevice(personId)),
    add: (personId, { path, input }, as) => {
      const id = crypto.randomUUID();
      const write = { id, path, input, atMs: nowMs(), refusal: null, overtaken: false };
      const isKept = kept.keep(personId, write);
      set([...entries, { ...write, ...as, isKept }]);
    },
    change: (id, to) => set(entries.map((one) => (one.id === id ? { ...one, ...to } : one))),
    remove: (personId, id) => {
      kept.forget(personId, id);
      drop(id);
    },
    drop,
    isGone,
    isOld,
    followOthers: (personId) => {
      const own = entries.filter((one) => one.answer !== null || !isGone(personId, one));
      const known = new Set(own.map(({ id }) => id));
      const unknown = onDevice(personId).filter(({ id }) => !known.has(id));
      const theirs = unknown.filter(({ atMs }) => nowMs() - atMs > newMs);
      if (theirs.length > 0 || own.length < entries.length) {
        set([...own, ...theirs].toSorted((one, other) => one.atMs - other.atMs));
      }
      return { isMore: theirs.length > 0, isSomeNew: theirs.length < unknown.length };
    },
    subscribe: changes.add,
  };
}
