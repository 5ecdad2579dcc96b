import { type Backoff, createBackoff } from './backoff.ts';

/** Even somebody who wakes up every moment is not let ask more often than this. */
const soonestMs = 100;

/** When a lost connection is tried again: after a pause, sooner on waking, or never. */
export interface Reconnect {
  /** Resolves when the next attempt may be made; not while halted. */
  turn: () => Promise<void>;
  /** Lets who waits try at once: there is reason to think that it works now. */
  hurry: () => void;
  /** The server said no for good: nothing is tried until `resume`. */
  halt: () => void;
  resume: () => void;
  /** Something was really received: the next pause is a short one again. */
  worked: () => void;
}

export function createReconnect(backoff: Backoff = createBackoff()): Reconnect {
  const waiting = new Set<{ release: () => void; timer: ReturnType<typeof setTimeout> | null }>();
  let halted = false;
  const hurry = () => {
    if (halted) return;
    for (const waiter of waiting) {
      if (waiter.timer !== null) clearTimeout(waiter.timer);
      waiter.timer = setTimeout(waiter.release, soonestMs);
    }
  };
  return {
    turn: () =>
      new Promise((resolve) => {
        const waiter = {
          release: () => {
            waiting.delete(waiter);
            resolve();
          },
          timer: null as ReturnType<typeof setTimeout> | null,
        };
        waiting.add(waiter);
        if (!halted) waiter.timer = setTimeout(waiter.release, backoff.nextDelayMs());
      }),
    hurry,
    halt: () => {
      halted = true;
      for (const { timer } of waiting) if (timer !== null) clearTimeout(timer);
    },
    resume: () => {
      if (!halted) return;
      halted = false;
      hurry();
    },
    worked: backoff.reset,
  };
}
