import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import { mayDeleteMessage } from './meeting.permissions.ts';
import {
  MessageDeleted,
  MessageEdited,
  type MessageEvent,
  MessagePosted,
} from './message.events.ts';

export interface MessageState {
  message: { messageId: string; meetingId: string; authorId: string } | null;
  text: string;
  clientId: string | null;
  isDeleted: boolean;
}

export type MessageCommand =
  | {
      type: 'PostMessage';
      messageId: string;
      meetingId: string;
      authorId: string;
      text: string;
      clientId: string | null;
    }
  | { type: 'EditMessage'; personId: string; text: string }
  | { type: 'DeleteMessage'; personId: string; organizerId: string };

/**
 * One stream a message: people who write at the same moment never wait for each other. A message's
 * id is made from what its sender calls it, so one that is sent again meets itself here.
 */
export const messageDecider: Decider<MessageState, MessageCommand, MessageEvent> = {
  category: 'message',
  initial: { message: null, text: '', clientId: null, isDeleted: false },

  decide(state, command) {
    const { message } = state;
    if (command.type === 'PostMessage') {
      const { type: _, ...posted } = command;
      return accept(message ? [] : [MessagePosted.of(posted)]);
    }
    if (!message) return refuse('request.not_found');
    if (command.type === 'DeleteMessage') {
      const { personId, organizerId } = command;
      if (!mayDeleteMessage(personId, message, organizerId)) return refuse('auth.forbidden');
      return accept(state.isDeleted ? [] : [MessageDeleted.of(message)]);
    }
    if (command.personId !== message.authorId) return refuse('auth.forbidden');
    if (state.isDeleted) return refuse('message.deleted');
    if (command.text === state.text) return accept([]);
    return accept([MessageEdited.of({ ...message, text: command.text })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'MessagePosted': {
        const { text, clientId, ...message } = event.data;
        return { message, text, clientId, isDeleted: false };
      }
      case 'MessageEdited':
        return { ...state, text: event.data.text };
      case 'MessageDeleted':
        return { ...state, text: '', isDeleted: true };
    }
  },
};
