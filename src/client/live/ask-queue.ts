import type { AskedChange, NotificationsAction } from './notifications-state.ts';

export interface Asking {
  ids: readonly string[];
  change: AskedChange;
  /** For all that are unread, loaded or not: how many those are that are not in `ids`. */
  others?: number;
  /** Carries it out; answers up to which position the frames tell of it. */
  send: () => Promise<{ position: number }>;
}

/** Shows at once what is asked for; takes it back, and rejects, where it could not be done. */
export type Ask = (asking: Asking) => Promise<void>;

/**
 * One after the other: what is undone a moment later is undone after it was done, whatever way the
 * requests take.
 */
export function createAskQueue(apply: (action: NotificationsAction) => void): Ask {
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async ({ ids, change, others = 0, send }) => {
    count += 1;
    const number = count;
    apply({ type: 'asked', number, ids, change, others });
    const answer = last.then(send);
    // Whoever comes next waits for the end of it, not for its success.
    last = Promise.allSettled([answer]);
    try {
      const { position } = await answer;
      apply({ type: 'answered', number, position });
    } catch (error) {
      apply({ type: 'refused', number });
      throw error;
    }
  };
}
