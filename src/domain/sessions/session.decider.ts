import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import { SessionEnded, type SessionEvent, SessionStarted } from './session.events.ts';

export interface SessionState {
  sessionId: string | null;
  personId: string | null;
  ended: boolean;
}

export type SessionCommand =
  | {
      type: 'StartSession';
      sessionId: string;
      personId: string;
      client: 'web' | 'api';
      ip: string;
      userAgent: string;
    }
  | { type: 'EndSession'; reason: 'signed_out' | 'revoked' | 'refresh_reused' | 'expired' };

export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  category: 'session',
  initial: { sessionId: null, personId: null, ended: false },

  decide(state, command) {
    if (command.type === 'StartSession') {
      if (state.sessionId) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([SessionStarted.of(data)]);
    }
    if (!state.sessionId || !state.personId) return refuse('request.not_found');
    // Ending twice is no error: two tabs may sign out at once.
    if (state.ended) return accept([]);
    const { sessionId, personId } = state;
    return accept([SessionEnded.of({ sessionId, personId, reason: command.reason })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'SessionStarted':
        return { sessionId: event.data.sessionId, personId: event.data.personId, ended: false };
      case 'SessionEnded':
        return { ...state, ended: true };
    }
  },
};
