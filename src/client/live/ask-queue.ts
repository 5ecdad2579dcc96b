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

/** They are sent one after the other (`offline/write-queue.ts`): what is undone a moment later is undone after it. */
export function createAskQueue(apply: (action: NotificationsAction) => void): Ask {
  let count = 0;
  return async ({ ids, change, others = 0, send }) => {
    count += 1;
    const number = count;
    apply({ type: 'asked', number, ids, change, others });
    try {
      const { position } = await send();
      apply({ type: 'answered', number, position });
    } catch (error) {
      apply({ type: 'refused', number });
      throw error;
    }
  };
}
