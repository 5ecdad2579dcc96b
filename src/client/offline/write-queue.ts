/**
 * Sends what is written, one after the other: what is changed a moment later is changed after it,
 * whatever way the requests take. What gets no answer waits and is sent again with the same id, also
 * by the next page; what is refused then is told, with what was typed.
 */
import type { Backoff } from '#client/live/backoff.ts';
import { listeners } from '#client/live/listeners.ts';
import type { KeptWrite, KeptWrites } from './kept-writes.ts';

export type WriteOutcome =
  /** No answer, or one that says to come later. */
  { kind: 'later' } | { kind: 'session-ended' } | ({ kind: 'refused' } & Refused);

interface Refused {
  words: string;
  overtaken: boolean;
}

/** Errors of writes that stay in the list of what could not be stored. */
const keptAside = new WeakSet<object>();

/** Whether what was refused is still to be had there, so that it need not be put back where it was typed. */
export function isKeptAside(error: unknown): boolean {
  return typeof error === 'object' && error !== null && keptAside.has(error);
}

interface WriteQueueOptions {
  kept: KeptWrites;
  send: (write: KeptWrite, personId: string) => Promise<unknown>;
  outcomeOf: (error: unknown, write: KeptWrite) => WriteOutcome;
  /** What of it was refused all the same, where its answer says so. */
  refusedIn: (data: unknown) => Refused | null;
  onSessionEnded: () => void;
  /** Something was stored that no part of this page waits for. */
  onStored: () => void;
  /** The same once more, whoever was quicker. */
  allTheSame: (write: KeptWrite) => Pick<KeptWrite, 'path' | 'input'>;
  backoff: Backoff;
  nowMs: () => number;
}

/** A write as pages show it. */
export interface Write extends KeptWrite {
  /** No answer came to it so far. */
  waits: boolean;
}

interface Entry extends Write {
  answer: { resolve: (data: unknown) => void; reject: (error: unknown) => void } | null;
}

export interface WriteQueue {
  /** Resolves with the server's answer, whenever that comes; rejects where it is refused. */
  write: (path: string, input: unknown) => Promise<unknown>;
  /** Whether somebody is signed in whose writes can be kept. */
  isOpen: () => boolean;
  /** Goes on with what this person left behind, here or on pages that are gone. */
  open: (personId: string) => void;
  /** Nothing of them is sent any more; `forget`: and nothing stays on the device. */
  close: (how: 'leave' | 'forget') => void;
  /** Tries again at once, also what waits on other pages of the same browser. */
  hurry: () => void;
  /** Resolves when nothing is on its way: all is answered, or waits for the server. */
  quiet: () => Promise<void>;
  again: (id: string) => void;
  discard: (id: string) => void;
  list: () => readonly Write[];
  subscribe: (listener: () => void) => () => void;
}

/** What another page has just begun to send it shows and sends itself. */
const newMs = 5_000;
/** What is older is not sent behind its author's back: they are asked. */
const sentByItselfMs = 12 * 3_600_000;

export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  const { kept, send, outcomeOf, refusedIn, onSessionEnded, onStored, allTheSame, backoff, nowMs } =
    options;
  let person: string | null = null;
  let entries: readonly Entry[] = [];
  /** Rises with each person: an answer to what another wrote changes nothing here. */
  let turn = 0;
  let isRunning = false;
  let running = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changes = listeners();

  const set = (next: readonly Entry[]) => {
    entries = next;
    changes.tell();
  };
  const change = (id: string, to: Partial<Entry>) =>
    set(entries.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const remove = (personId: string, id: string) => {
    kept.forget(personId, id);
    set(entries.filter((one) => one.id !== id));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, backoff.nextDelayMs());
  };

  const onDevice = (personId: string): Entry[] =>
    kept.read(personId).map((write) => {
      const isOld = write.refusal === null && nowMs() - write.atMs > sentByItselfMs;
      return { ...write, refusal: isOld ? '' : write.refusal, waits: true, answer: null };
    });
  /** Takes up what other pages of the same browser have not got rid of, and lets go of what they have. */
  const followOthers = (personId: string) => {
    const own = entries.filter(({ id, answer }) => answer !== null || kept.has(personId, id));
    const known = new Set(own.map(({ id }) => id));
    const theirs = onDevice(personId).filter(
      ({ id, atMs }) => !known.has(id) && nowMs() - atMs > newMs,
    );
    if (theirs.length === 0 && own.length === entries.length) return;
    set([...own, ...theirs].toSorted((one, other) => one.atMs - other.atMs));
  };

  /** True when the next one may be sent. */
  const attempt = async (personId: string, entry: Entry): Promise<boolean> => {
    const ownTurn = turn;
    // Another tab had it stored.
    if (!entry.answer && !kept.has(personId, entry.id)) {
      set(entries.filter((one) => one.id !== entry.id));
      return true;
    }
    try {
      const data = await send(entry, personId);
      if (turn !== ownTurn) return false;
      backoff.reset();
      const refused = entry.answer ? null : refusedIn(data);
      if (refused) settleRefused(personId, entry, refused, null);
      else remove(personId, entry.id);
      if (entry.answer) entry.answer.resolve(data);
      else onStored();
      return true;
    } catch (error) {
      if (turn !== ownTurn) return false;
      const outcome = outcomeOf(error, entry);
      if (outcome.kind === 'session-ended') {
        onSessionEnded();
        return false;
      }
      if (outcome.kind === 'later') {
        change(entry.id, { waits: true });
        later();
        return false;
      }
      settleRefused(personId, entry, outcome, error);
      return true;
    }
  };

  const settleRefused = (
    personId: string,
    entry: Entry,
    { words, overtaken }: Refused,
    error: unknown,
  ) => {
    const waited = entries.find(({ id }) => id === entry.id)?.waits === true;
    // Its author is still where they wrote it, and is told there; so are those who were overtaken,
    // as what several people change sees to that itself.
    if (entry.answer && (overtaken || !waited)) {
      remove(personId, entry.id);
      return entry.answer.reject(error);
    }
    if (typeof error === 'object' && error !== null) keptAside.add(error);
    entry.answer?.reject(error);
    if (!kept.has(personId, entry.id)) return set(entries.filter(({ id }) => id !== entry.id));
    const { id, path, input, atMs } = entry;
    const refused = { id, path, input, atMs, refusal: words, overtaken };
    kept.keep(personId, refused);
    change(id, { ...refused, answer: null });
  };

  const run = () => {
    if (isRunning || person === null) return;
    clearTimeout(timer);
    isRunning = true;
    running = sendAll(person);
  };
  const sendAll = async (personId: string) => {
    const ownTurn = turn;
    for (;;) {
      const next = entries.find(({ refusal }) => refusal === null);
      if (!next || !(await attempt(personId, next))) break;
      if (turn !== ownTurn) return;
    }
    if (turn === ownTurn) isRunning = false;
  };

  const begin = (personId: string | null, next: readonly Entry[]) => {
    turn += 1;
    isRunning = false;
    clearTimeout(timer);
    backoff.reset();
    person = personId;
    set(next);
    run();
  };

  return {
    write: (path, input) => {
      const personId = person;
      if (personId === null) return Promise.reject(new Error('nobody is signed in'));
      const id = crypto.randomUUID();
      const write = { id, path, input, atMs: nowMs(), refusal: null, overtaken: false };
      kept.keep(personId, write);
      return new Promise((resolve, reject) => {
        const waits = entries.some((one) => one.waits && one.refusal === null);
        set([...entries, { ...write, waits, answer: { resolve, reject } }]);
        run();
      });
    },
    isOpen: () => person !== null,
    open: (personId) => {
      if (personId === person) return;
      begin(personId, onDevice(personId));
    },
    close: (how) => {
      if (how === 'forget' && person !== null) {
        for (const { id } of kept.read(person)) kept.forget(person, id);
      }
      begin(null, []);
    },
    hurry: () => {
      if (person !== null) followOthers(person);
      if (entries.length === 0) return;
      backoff.reset();
      run();
    },
    quiet: () => running,
    again: (id) => {
      const found = entries.find((one) => one.id === id);
      if (!found || person === null) return;
      const { path, input } = found.overtaken ? allTheSame(found) : found;
      const { atMs } = found;
      const write = { id: crypto.randomUUID(), path, input, atMs, refusal: null, overtaken: false };
      kept.keep(person, write);
      kept.forget(person, id);
      set(entries.map((one) => (one.id === id ? { ...write, waits: true, answer: null } : one)));
      run();
    },
    discard: (id) => person !== null && remove(person, id),
    list: () => entries,
    subscribe: changes.add,
  };
}
