import type { RecordedEvent } from '#domain/kernel/event.ts';
import { messageDecider } from '#domain/meetings/message.decider.ts';
import {
  MessageDeleted,
  type MessageEvent,
  ReactionAdded,
  ReactionRemoved,
} from '#domain/meetings/message.events.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { chatConcerns } from '#domain/notifications/concerns/meeting.concerns.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { readStreams } from '#infra/log/read.ts';
import type { Reaction, ReactionContext } from '#infra/reactions/reaction.ts';
import { chatNews } from '#readmodels/meetings/meeting-news.query.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { deletedMessage, withdrawQuotes } from './quotes.ts';
import { tell } from './tell.ts';

const reactions = [ReactionAdded.type, ReactionRemoved.type];
/** What is said, and what becomes of it. */
type SaidEvent = Exclude<MessageEvent, { type: 'ReactionAdded' | 'ReactionRemoved' }>;

/** A message that mentions somebody or answers one of theirs → them. */
export const tellOfChatsReaction: Reaction = {
  name: 'notifications.tell-of-chats',
  from: 'now',
  handles: [...eventsOf(chatConcerns), MessageDeleted.type],
  react: async (event, context) => {
    const message = asSaid(event);
    const { messageId, meetingId, authorId } = message.data;
    if (message.type === 'MessageDeleted') {
      await withdrawQuotes(event, context, messageId);
      return;
    }
    if (concernsNobody(message)) return;
    const meeting = await chatNews(context.tx, meetingId);
    if (!meeting) return;
    const { participants } = meeting;
    const past = isPosted(message) ? [] : await messageUpTo(event.version - 1, messageId, context);
    const saidBefore = past.flatMap(textOf);
    const text = [...saidBefore, ...textOf(message)].at(-1) ?? '';
    const answeredId = await answeredAuthor(message, context);
    const facts = { text, saidBefore, answeredId, participants };
    const told = concerned(chatConcerns, event.type, authorId, facts);
    if (told.size === 0) return;
    const actor = await actorName(context.tx, authorId);
    await tell(event, context, {
      told,
      params: (_kind, language) => ({
        actor: actor[language],
        meeting: meeting.title,
        text: withoutMentionIds(text),
      }),
      link: `/meetings/${meetingId}/room`,
      subjectId: meetingId,
      projectId: meeting.projectId,
      actorId: authorId,
      quotes: {
        saidId: messageId,
        onceDeleted: (language) => ({ text: deletedMessage[language] }),
      },
    });
  },
};

/** Most messages mention and answer nobody; they are many. */
function concernsNobody({ type, data }: SaidEvent): boolean {
  if (type === 'MessageLinked') return data.replyToId === null;
  return !('text' in data && data.text.includes('@'));
}

async function answeredAuthor(
  { type, data }: SaidEvent,
  context: ReactionContext,
): Promise<string | null> {
  if (type !== 'MessageLinked' || data.replyToId === null) return null;
  const [posted] = await messageUpTo(1, data.replyToId, context);
  return posted && isPosted(posted) ? posted.data.authorId : null;
}

async function messageUpTo(
  upTo: number,
  messageId: string,
  { tx, keys }: ReactionContext,
): Promise<SaidEvent[]> {
  const stream = `${messageDecider.category}-${messageId}`;
  return (await readStreams(tx, keys, [{ stream, upTo, without: reactions }])).map(asSaid);
}

function isPosted(event: SaidEvent): event is Extract<SaidEvent, { type: 'MessagePosted' }> {
  return event.type === 'MessagePosted';
}

function textOf(event: SaidEvent): string[] {
  return 'text' in event.data ? [event.data.text] : [];
}

/** The codec has validated what it read; nothing else is asked for. */
function asSaid({ type, data }: RecordedEvent): SaidEvent {
  return { type, data } as SaidEvent;
}
