/**
 * Sends what is written, one after the other: what is changed a moment later is changed after it,
 * whatever way the requests take. What gets no answer waits and is sent again with the same id, also
 * by the next page and by another open one; what is refused then is told, with what was typed.
 */
import type { Backoff } from '#client/live/backoff.ts';
import type { KeptWrite, KeptWrites } from './kept-writes.ts';
import { createWriteList, type Entry, newMs, type Write } from './write-list.ts';

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
  if (typeof error !== 'object' || error === null) return false;
  // A call's promise wraps what is no error of the client's own.
  return keptAside.has(error) || ('cause' in error && isKeptAside(error.cause));
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

export interface WriteQueue {
  /** Resolves with the server's answer, whenever that comes; rejects where it is refused. */
  write: (path: string, input: unknown) => Promise<unknown>;
  /** Whether somebody is signed in whose writes can be kept. */
  isOpen: () => boolean;
  /** Goes on with what this person left behind, here or on pages that are gone. */
  open: (personId: string) => void;
  /** Nothing of them is sent any more; `forget`: and nothing stays on the device. */
  close: (how: 'leave' | 'forget') => void;
  /** Tries again at once, also what waits in other tabs of the same browser. */
  hurry: () => void;
  /** Resolves when nothing is on its way: all is answered, or waits for the server. */
  quiet: () => Promise<void>;
  again: (id: string) => void;
  discard: (id: string) => void;
  list: () => readonly Write[];
  subscribe: (listener: () => void) => () => void;
}

export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  const { kept, send, outcomeOf, refusedIn, onSessionEnded, onStored, allTheSame, backoff, nowMs } =
    options;
  const list = createWriteList(kept, nowMs);
  let person: string | null = null;
  /** Rises with each person: an answer to what another wrote changes nothing here. */
  let turn = 0;
  let isRunning = false;
  let running = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let stopHearing: () => void = () => undefined;

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, backoff.nextDelayMs());
  };

  /** True when the next one may be sent. */
  const attempt = async (personId: string, entry: Entry): Promise<boolean> => {
    const ownTurn = turn;
    if (!entry.answer && list.isGone(personId, entry)) {
      list.drop(entry.id);
      return true;
    }
    if (list.isOld(entry)) {
      // What another tab had stored meanwhile is not on this page yet.
      if (list.isGone(personId, entry)) onStored();
      setAside(personId, entry, { words: '', overtaken: false }, new Error('too old to be sent'));
      return true;
    }
    try {
      const data = await send(entry, personId);
      if (turn !== ownTurn) return false;
      backoff.reset();
      const refused = entry.answer ? null : refusedIn(data);
      if (refused) setAside(personId, entry, refused, null);
      else list.remove(personId, entry.id);
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
        list.change(entry.id, { waits: true });
        later();
        return false;
      }
      settleRefused(personId, entry, outcome, error);
      return true;
    }
  };

  const settleRefused = (personId: string, entry: Entry, refused: Refused, error: unknown) => {
    const waited = list.all().find(({ id }) => id === entry.id)?.waits === true;
    // Its author is still where they wrote it, and is told there; so are those who were overtaken,
    // as what several people change sees to that itself.
    if (entry.answer && (refused.overtaken || !waited)) {
      list.remove(personId, entry.id);
      entry.answer.reject(error);
    } else setAside(personId, entry, refused, error);
  };

  /** From now on it is among what could not be stored, unless another tab got rid of it. */
  const setAside = (
    personId: string,
    entry: Entry,
    { words, overtaken }: Refused,
    error: unknown,
  ) => {
    if (typeof error === 'object' && error !== null) keptAside.add(error);
    entry.answer?.reject(error);
    if (list.isGone(personId, entry)) return list.drop(entry.id);
    const { id, path, input, atMs } = entry;
    const refused = { id, path, input, atMs, refusal: words, overtaken };
    const isKept = kept.keep(personId, refused) || entry.isKept;
    list.change(id, { ...refused, waits: true, answer: null, isKept });
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
      const next = list.all().find(({ refusal }) => refusal === null);
      if (!next || !(await attempt(personId, next))) break;
      if (turn !== ownTurn) return;
    }
    if (turn === ownTurn) isRunning = false;
  };

  const followOthers = () => {
    if (person === null) return;
    clearTimeout(looking);
    for (const { id, refusal, overtaken } of kept.read(person)) {
      const waiting = list.all().find((one) => one.id === id && one.refusal === null);
      if (refusal === null || !waiting) continue;
      // Its author answers for it in any tab: sent from here as well it would come twice, or come
      // back after they gave it up.
      setAside(person, waiting, { words: refusal, overtaken }, new Error(refusal));
    }
    const { isMore, isSomeNew } = list.followOthers(person);
    if (isSomeNew) looking = setTimeout(followOthers, newMs);
    if (isMore) run();
  };

  const begin = (personId: string | null) => {
    turn += 1;
    isRunning = false;
    clearTimeout(timer);
    clearTimeout(looking);
    stopHearing();
    backoff.reset();
    person = personId;
    list.open(personId);
    if (personId !== null) stopHearing = kept.onElsewhere(personId, followOthers);
    run();
  };

  return {
    write: (path, input) => {
      const personId = person;
      if (personId === null) return Promise.reject(new Error('nobody is signed in'));
      return new Promise((resolve, reject) => {
        const waits = list.all().some((one) => one.waits && one.refusal === null);
        list.add(personId, { path, input }, { waits, answer: { resolve, reject } });
        run();
      });
    },
    isOpen: () => person !== null,
    open: (personId) => {
      if (personId !== person) begin(personId);
    },
    close: (how) => {
      if (how === 'forget' && person !== null) {
        for (const { id } of kept.read(person)) kept.forget(person, id);
      }
      begin(null);
    },
    hurry: () => {
      backoff.reset();
      followOthers();
      run();
    },
    quiet: () => running,
    again: (id) => {
      const found = list.all().find((one) => one.id === id);
      if (!found || person === null) return;
      // Another tab has done so already.
      if (list.isGone(person, found)) return list.drop(id);
      // Written anew: it is not older than this, for any tab.
      const call = found.overtaken ? allTheSame(found) : found;
      list.add(person, call, { waits: true, answer: null });
      list.remove(person, id);
      run();
    },
    discard: (id) => person !== null && list.remove(person, id),
    list: list.all,
    subscribe: list.subscribe,
  };
}
