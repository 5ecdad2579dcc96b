import { MeetingUpdated } from '#domain/meetings/meeting.events.ts';
import { chatAt } from '#readmodels/meetings/chat.query.ts';
import type { Caller } from '../auth/caller.ts';
import type { Channel } from '../live/channel.ts';
import type { LiveCore } from '../live/live-core.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';

/** So many of the last messages are told to who comes in. */
const lastMessages = 50;

const chatFrames = new Set([
  'message',
  'message.edited',
  'message.deleted',
  'participant.joined',
  'participant.left',
  'presence',
  'typing',
]);

/** A meeting's room: its chat, who is in it, and what becomes of the meeting. */
export function meetingChannel(core: LiveCore, caller: Caller, meetingId: string): Channel {
  return channelOf(core, { caller, meetingId, carries: null });
}

/** Of it the chat only. */
export function chatChannel(core: LiveCore, caller: Caller, meetingId: string): Channel {
  return channelOf(core, { caller, meetingId, carries: chatFrames });
}

function channelOf(
  core: LiveCore,
  { caller, meetingId, carries }: Pick<Channel, 'carries'> & { caller: Caller; meetingId: string },
): Channel {
  const { database } = core.platform;
  const state = (position: number, limit: number) =>
    chatAt(database, meetingId, { position, limit });
  let refusal: Channel['refusal'] = 'request.not_found';
  return {
    topic: `meeting:${meetingId}`,
    carries,
    stateAt: (position) => state(position, lastMessages),
    stateWhenLive: async (position) => {
      const now = await state(position, 0);
      return now && { participants: now.participants };
    },
    enter: () => core.rooms.enter({ meetingId, personId: caller.personId }),
    isAllowed: async () => {
      const access = await enterableMeeting(database, caller, meetingId);
      if (!access.ok) refusal = access.refusal.code;
      return access.ok;
    },
    get refusal() {
      return refusal;
    },
    mayRevoke: ({ type, data }) => {
      if (type !== MeetingUpdated.type) return false;
      const updated = data as { meetingId: string; removedIds: string[] };
      return updated.meetingId === meetingId && updated.removedIds.includes(caller.personId);
    },
  };
}
