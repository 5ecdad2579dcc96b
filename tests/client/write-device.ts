/** A device that keeps what is written, and pages of one browser that send it. */
import { setImmediate } from 'node:timers/promises';
import { createBackoff } from '#client/live/backoff.ts';
import { allTheSame, refusedIn } from '#client/offline/kept-calls.ts';
import { deviceWrites, type KeptWrite } from '#client/offline/kept-writes.ts';
import {
  createWriteQueue,
  type WriteOutcome,
  type WriteQueue,
} from '#client/offline/write-queue.ts';

export const ana = 'ana';
export const bob = 'bob';

export class Answer extends Error {
  readonly outcome: WriteOutcome;
  constructor(outcome: WriteOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
export const lost = () => Promise.reject(new Answer({ kind: 'later' }));
export const refused = (overtaken = false) =>
  Promise.reject(new Answer({ kind: 'refused', words: 'No.', overtaken }));

/** A device that outlives its pages, and a server that does what a test says. */
export function device() {
  const stored = {} as Record<string, string>;
  let isFull = false;
  const storage = Object.create(
    {
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => {
        if (isFull) throw new Error('full');
        stored[key] = value;
        Object.defineProperty(storage, key, { value, enumerable: true, configurable: true });
      },
      removeItem: (key: string) => {
        Reflect.deleteProperty(stored, key);
        Reflect.deleteProperty(storage, key);
      },
    },
    {},
  ) as Storage;
  const sent: string[] = [];
  const state = { nowMs: Date.parse('2026-05-04T10:00:00Z'), storedForNobody: 0, ended: 0 };
  let answer: (write: KeptWrite) => Promise<unknown> = async () => 'done';
  const page = (hears = new EventTarget()) =>
    createWriteQueue({
      kept: deviceWrites(
        () => storage,
        () => state.nowMs,
        hears,
      ),
      send: (write, personId) => {
        sent.push(`${personId} ${String(write.input)}`);
        return answer(write);
      },
      outcomeOf: (error) => (error as Answer).outcome,
      refusedIn,
      onSessionEnded: () => {
        state.ended += 1;
      },
      onStored: () => {
        state.storedForNobody += 1;
      },
      allTheSame,
      backoff: createBackoff({ baseMs: 3_600_000, capMs: 3_600_000, floorMs: 3_600_000 }),
      nowMs: () => (state.nowMs += 1),
    });
  return {
    state,
    sent,
    page,
    stored,
    fill: () => {
      isFull = true;
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

export const settled = () => setImmediate();

export const firstId = (queue: WriteQueue) => queue.list()[0]?.id ?? '';
