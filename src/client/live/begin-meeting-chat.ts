import { createBackoff } from './backoff.ts';
import type { LiveOptions } from './live.ts';
import { type MeetingChat, startMeetingChat } from './meeting-chat.ts';
import { meetingPort } from './meeting-port.ts';
import { deviceOutbox } from './outbox.ts';

/** A meeting's chat on the real server, with what is not sent yet kept on this device. */
export function beginMeetingChat(
  { client, personId, onSessionEnded }: LiveOptions,
  meetingId: string,
): MeetingChat {
  return startMeetingChat({
    port: meetingPort(client(), meetingId, onSessionEnded),
    backoff: createBackoff(),
    outbox: deviceOutbox({
      meetingId,
      personId,
      storage: () => localStorage,
      now: () => new Date(),
    }),
  });
}
