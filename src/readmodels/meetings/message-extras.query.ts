/**
 * What stands beside a chat's messages: the one that each answers, its files, what people say to it
 * with an emoji. A Message itself is the same on every way in, and has none of it.
 */
import { and, asc, inArray, or, sql } from 'drizzle-orm';
import { messageReactions, messages } from '#drizzle/meetings.ts';
import type { Orm } from '#infra/db/database.ts';

export interface Reaction {
  emoji: string;
  /** Who says it, the first one first. */
  user_ids: string[];
}

export interface MessageExtras {
  id: string;
  reply_to_id: string | null;
  file_ids: string[];
  /** Whichever was said first comes first. */
  reactions: Reaction[];
}

/** Of these messages, those that have anything beside them. */
export async function extrasOf(orm: Orm, messageIds: readonly string[]): Promise<MessageExtras[]> {
  if (messageIds.length === 0) return [];
  const ids = [...messageIds];
  const links = await orm
    .select({ id: messages.id, reply_to_id: messages.replyToId, file_ids: messages.fileIds })
    .from(messages)
    .where(
      and(
        inArray(messages.id, ids),
        or(sql`${messages.replyToId} is not null`, sql`${messages.fileIds} <> '{}'`),
      ),
    );
  const reactions = await orm
    .select()
    .from(messageReactions)
    .where(inArray(messageReactions.messageId, ids))
    .orderBy(asc(messageReactions.position));
  const extras = new Map(links.map((link) => [link.id, { ...link, reactions: [] as Reaction[] }]));
  for (const { messageId: id, emoji, personId } of reactions) {
    const known = extras.get(id) ?? { id, reply_to_id: null, file_ids: [], reactions: [] };
    extras.set(id, known);
    const said = known.reactions.find((reaction) => reaction.emoji === emoji);
    if (said) said.user_ids.push(personId);
    else known.reactions.push({ emoji, user_ids: [personId] });
  }
  return [...extras.values()];
}
