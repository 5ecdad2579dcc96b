/** A chat's history, and who is in it. */
import { and, asc, desc, eq, gt, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import { attendance, messages } from '#drizzle/meetings.ts';
import { people } from '#drizzle/people.ts';
import type { Database, Orm, SqlRunner } from '#infra/db/database.ts';
import { Gathering } from '#infra/db/gathering.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import type { PersonSummary } from '../people/names.query.ts';
import { meetingsProjection } from './meetings.projection.ts';
import { extrasOf, type MessageExtras } from './message-extras.query.ts';
import { type MessageEntity, messageEntity } from './message.entity.ts';
import { avatarColumn } from '../people/avatar.ts';

export interface ChatPage {
  limit: number;
  /** As `next_cursor` gave it: a position, before which the page ends. */
  cursor: string | null;
}

export interface MessagesPage {
  /** Newest first. */
  results: MessageEntity[];
  next_cursor: string | null;
}

export interface ChatSnapshot {
  /** Oldest first. */
  messages: MessageEntity[];
  /** Of those of them that have any. */
  extras: MessageExtras[];
  next_cursor: string | null;
  participants: PersonSummary[];
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

const message = {
  id: messages.id,
  meetingId: messages.meetingId,
  personId: messages.personId,
  name: people.name,
  avatarUrl: avatarColumn,
  text: messages.text,
  clientId: messages.clientId,
  system: messages.system,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  position: messages.position,
};

function select(orm: Orm) {
  return orm
    .select(message)
    .from(messages)
    .leftJoin(people, eq(people.id, messages.personId))
    .$dynamic();
}

function entityOf(row: Awaited<ReturnType<typeof select>>[number]): MessageEntity {
  return messageEntity(row, { id: row.personId, name: row.name ?? '', avatar_url: row.avatarUrl });
}

/** A meeting's, newest first. */
export async function messagesPage(
  orm: Orm,
  meetingId: string,
  page: ChatPage,
): Promise<MessagesPage> {
  return messagesWhere(orm, eq(messages.meetingId, meetingId), page);
}

/** Of the messages that a condition leaves. */
export async function messagesWhere(
  orm: Orm,
  condition: SQL | undefined,
  { limit, cursor }: ChatPage,
): Promise<MessagesPage> {
  const rows = await select(orm)
    .where(and(condition, cursor ? lt(messages.position, Number(cursor)) : undefined))
    .orderBy(desc(messages.position))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    results: shown.map(entityOf),
    next_cursor: rows.length > limit ? String(shown.at(-1)?.position) : null,
  };
}

/** One message of a chat; null where there is none. */
export async function oneMessage(
  { orm }: Database,
  meetingId: string,
  messageId: string,
): Promise<MessageEntity | null> {
  const [row] = await select(orm).where(
    and(eq(messages.meetingId, meetingId), eq(messages.id, messageId)),
  );
  return row ? entityOf(row) : null;
}

/** Who was in the chat at a position, in the order in which they came. */
async function participantsAt(
  orm: Orm,
  meetingId: string,
  position: number,
): Promise<PersonSummary[]> {
  const rows = await orm
    .select({ id: attendance.personId, name: people.name, avatar_url: avatarColumn })
    .from(attendance)
    .leftJoin(people, eq(people.id, attendance.personId))
    .where(
      and(
        eq(attendance.meetingId, meetingId),
        lte(attendance.joinedPosition, position),
        or(isNull(attendance.leftPosition), gt(attendance.leftPosition, position)),
      ),
    )
    .orderBy(asc(attendance.joinedPosition));
  return rows.map(({ name, ...person }) => ({ ...person, name: name ?? '' }));
}

/** Messages, participants and position from one snapshot of the database. */
export async function chatSnapshot(
  database: Database,
  meetingId: string,
  page: ChatPage,
): Promise<ChatSnapshot> {
  return inSnapshot(database, [meetingsProjection.name], async ({ orm, position }) => {
    const { results, next_cursor } = await messagesPage(orm, meetingId, page);
    const extras = await extrasOf(
      orm,
      results.map(({ id }) => id),
    );
    return {
      messages: results.reverse(),
      extras,
      next_cursor,
      participants: await participantsAt(orm, meetingId, position),
      position: String(position),
    };
  });
}

export interface ChatState extends Record<string, unknown> {
  participants: PersonSummary[];
  /** Oldest first. */
  messages: MessageEntity[];
}

/**
 * Who was there at a position and the last that had been said by then; null while the read models do
 * not show that much. What was edited or deleted since is shown as it is now: the frames which say
 * so change nothing more, and what is gone is gone here, too.
 */
export function chatAt(
  database: Database,
  meetingId: string,
  { position, limit }: { position: number; limit: number },
): Promise<ChatState | null> {
  const gathering = asking.get(database) ?? new Gathering((asked) => chatsAt(database, asked));
  asking.set(database, gathering);
  return gathering.ask({ meetingId, position, limit });
}

interface AskedChat {
  meetingId: string;
  position: number;
  limit: number;
}

const asking = new WeakMap<Database, Gathering<AskedChat, ChatState | null>>();

/** A room that comes back as one, as after a restart, stands at one position and is read once. */
function chatsAt(
  database: Database,
  asked: readonly AskedChat[],
): Promise<readonly (ChatState | null)[]> {
  const states = new Map<string, Promise<ChatState | null>>();
  return Promise.all(
    asked.map((chat) => {
      const key = JSON.stringify([chat.meetingId, chat.position, chat.limit]);
      const state = states.get(key) ?? readChatAt(database, chat);
      states.set(key, state);
      return state;
    }),
  );
}

function readChatAt(
  database: Database,
  { meetingId, position, limit }: AskedChat,
): Promise<ChatState | null> {
  return inSnapshot(database, [meetingsProjection.name], async ({ orm, position: shown }) => {
    if (shown < position) return null;
    const cursor = String(position + 1);
    const { results } = await messagesPage(orm, meetingId, { limit, cursor });
    const participants = await participantsAt(orm, meetingId, position);
    return { participants, messages: results.reverse() };
  });
}

/** Who is in the chat, as far as the read models show it. */
export function participantsNow({ orm }: Database, meetingId: string): Promise<PersonSummary[]> {
  return participantsAt(orm, meetingId, Number.MAX_SAFE_INTEGER);
}

/** Of these messages those that were deleted, and when. */
export async function deletionsOf(
  runner: SqlRunner,
  messageIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await runner<{ id: string; deleted_at: string }[]>`
    select id, deleted_at from messages
    where id = any(${[...messageIds]}::uuid[]) and deleted_at is not null`;
  return new Map(rows.map((row) => [row.id, new Date(row.deleted_at).toISOString()]));
}
