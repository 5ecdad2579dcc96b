import { getUntypedClient } from '@trpc/client';
import { statusOf } from '#client/api/problem.ts';
import type { Api } from '#client/api/trpc.ts';
import type { ChatPage, ChatPerson, StoredMessage } from './chat-state.ts';
import type { MeetingPort } from './meeting-chat.ts';
import { trpcPort, type TrpcSubscriber } from './trpc-port.ts';

interface ChatAnswer {
  messages: StoredMessage[];
  next_cursor: string | null;
  participants: ChatPerson[];
  position: string | number;
}

/** A meeting's chat, as the real server gives it. */
export function meetingPort(
  client: Api['client'],
  meetingId: string,
  onSessionEnded: () => void,
): MeetingPort {
  const untyped = getUntypedClient(client);
  const page = async (cursor: string | null): Promise<ChatPage> => {
    const answer = (await untyped.query('meetings.chat', { meetingId, cursor })) as ChatAnswer;
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
      subscribe: (resume, { onData, ...subscriber }: TrpcSubscriber) =>
        untyped.subscription(
          'live.meeting',
          { meetingId, ...resume },
          {
            ...subscriber,
            onData: (frame) => onData(frame as Parameters<TrpcSubscriber['onData']>[0]),
          },
        ),
    }),
    loadEarlier: page,
    post: async (message) => {
      try {
        await untyped.mutation('meetings.post', { meetingId, ...message });
        return 'stored';
      } catch (error) {
        const status = statusOf(error);
        if (status !== null && status < 500) return 'refused';
        throw error;
      }
    },
    typing: async () => {
      await untyped.mutation('meetings.typing', { meetingId });
    },
  };
}
