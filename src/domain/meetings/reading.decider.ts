import type { Decider } from '../kernel/decider.ts';
import { accept } from '../kernel/result.ts';
import { ChatRead, type ReadingEvent } from './reading.events.ts';

export interface ReadChat {
  type: 'ReadChat';
  meetingId: string;
  personId: string;
  position: number;
}

/** One stream for each person and chat; what was read once stays read. */
export const readingDecider: Decider<{ position: number }, ReadChat, ReadingEvent> = {
  category: 'reading',
  initial: { position: 0 },

  decide(state, { type: _, ...read }) {
    return accept(read.position > state.position ? [ChatRead.of(read)] : []);
  },

  evolve(_, { data: { position } }) {
    return { position };
  },
};
