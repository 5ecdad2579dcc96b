import { statusOf } from '#client/api/problem.ts';
import type { Api } from '#client/api/trpc.ts';
import type { ChatPage } from './chat-state.ts';
import type { MeetingPort } from './meeting-chat.ts';
import { trpcPort } from './trpc-port.ts';

/** A meeting's chat, as the real server gives it. */
export function meetingPort(
  client: Api['client'],
  meetingId: string,
  onSessionEnded: () => void,
): MeetingPort {
  const page = async (cursor: string | null): Promise<ChatPage> => {
    const answer = await client.meetings.chat.query({ meetingId, cursor });
    return {
      messages: answer.messages,
      nextCursor: answer.next_cursor,
      participants: answer.participants,
      position: Number(answer.position),
    };
  };
  return {
    ...trpcPort({
      onSessionEnded,
      loadSnapshot: () => page(null),
      subscribe: (resume, subscriber) =>
        client.live.meeting.subscribe({ meetingId, ...resume }, subscriber),
    }),
    loadEarlier: page,
    post: async (message) => {
      try {
        const stored = await client.meetings.post.mutate({ meetingId, ...message });
        return { storedAt: stored.created_at };
      } catch (error) {
        const status = statusOf(error);
        if (status !== null && status < 500) return 'refused';
        throw error;
      }
    },
    typing: async () => {
      await client.meetings.typing.mutate({ meetingId });
    },
  };
}
