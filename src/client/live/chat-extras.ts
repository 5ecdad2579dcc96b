/** What stands beside a chat's messages, and how frames change it. */

export interface MessageReaction {
  emoji: string;
  /** Who says it. */
  user_ids: readonly string[];
}

export interface MessageExtras {
  /** The message that it answers. */
  reply_to_id: string | null;
  /** Files of the meeting that came with it. */
  file_ids: readonly string[];
  reactions: readonly MessageReaction[];
}

export type ExtrasById = ReadonlyMap<string, MessageExtras>;

export const noExtras: MessageExtras = { reply_to_id: null, file_ids: [], reactions: [] };

interface LinkedData {
  id: string;
  reply_to_id: string | null;
  file_ids: readonly string[];
}

interface ReactionData {
  id: string;
  emoji: string;
  user_id: string;
}

/** A frame that changes what stands beside a message. */
export type ExtrasFrame =
  | { type: 'message.linked'; data: LinkedData }
  | { type: 'message.reaction.added' | 'message.reaction.removed'; data: ReactionData }
  | { type: 'message.deleted'; data: { id: string } };

const types: readonly string[] = [
  'message.linked',
  'message.reaction.added',
  'message.reaction.removed',
  'message.deleted',
] satisfies ExtrasFrame['type'][];

export function isExtrasFrame(frame: { type: string; data: unknown }): frame is ExtrasFrame {
  return types.includes(frame.type);
}

/** A frame that comes twice changes nothing more. */
export function afterExtrasFrame(extras: ExtrasById, frame: ExtrasFrame): ExtrasById {
  const { id } = frame.data;
  const after = new Map(extras);
  if (frame.type === 'message.deleted') {
    after.delete(id);
    return after;
  }
  const known = extras.get(id) ?? noExtras;
  if (frame.type === 'message.linked') {
    const { reply_to_id, file_ids } = frame.data;
    return after.set(id, { ...known, reply_to_id, file_ids });
  }
  const { emoji, user_id: userId } = frame.data;
  const isAdded = frame.type === 'message.reaction.added';
  const reactions = isAdded
    ? withReaction(known.reactions, emoji, userId)
    : withoutReaction(known.reactions, emoji, userId);
  return after.set(id, { ...known, reactions });
}

function withReaction(
  reactions: readonly MessageReaction[],
  emoji: string,
  userId: string,
): readonly MessageReaction[] {
  const said = reactions.find((reaction) => reaction.emoji === emoji);
  if (!said) return [...reactions, { emoji, user_ids: [userId] }];
  if (said.user_ids.includes(userId)) return reactions;
  const joined = { emoji, user_ids: [...said.user_ids, userId] };
  return reactions.map((reaction) => (reaction === said ? joined : reaction));
}

function withoutReaction(
  reactions: readonly MessageReaction[],
  emoji: string,
  userId: string,
): readonly MessageReaction[] {
  return reactions
    .map((reaction) =>
      reaction.emoji === emoji
        ? { emoji, user_ids: reaction.user_ids.filter((id) => id !== userId) }
        : reaction,
    )
    .filter((reaction) => reaction.user_ids.length > 0);
}
