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
  const page = async (cursor: string | null, limit?: number): Promise<ChatPage> => {
    const answer = await client.meetings.chat.query({ meetingId, cursor, ...(limit && { limit }) });
    return {
      messages: answer.messages,
      extras: answer.extras,
      unread: answer.unread,
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
    post: async ({ fileIds, ...message }) => {
      try {
        const posted = { meetingId, ...message, fileIds: [...fileIds] };
        const stored = await client.meetings.post.mutate(posted);
        return { storedAt: stored.created_at };
      } catch (error) {
        const status = statusOf(error);
        if (status !== null && status < 500) return 'refused';
        throw error;
      }
    },
    react: async (reaction) => {
      await client.meetings.react.mutate(reaction);
    },
    typing: async () => {
      await client.meetings.typing.mutate({ meetingId });
    },
  };
}
