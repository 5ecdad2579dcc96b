import { and, eq, isNull, sql } from 'drizzle-orm';
import { wordsOf } from '#drizzle/columns.ts';
import { messages } from '#drizzle/meetings.ts';
import type { Database } from '#infra/db/database.ts';
import { askedWords } from '../search/asked-words.ts';
import { type ChatPage, messagesWhere, type MessagesPage } from './chat.query.ts';

/**
 * What was said in a chat with these words, each by its beginning, newest first; nothing for a question
 * without a letter or a figure in it. By the same index of words as the search over everything, see
 * `docs/search.md`.
 */
export async function chatSearch(
  { orm }: Database,
  meetingId: string,
  { question, ...page }: ChatPage & { question: string },
): Promise<MessagesPage> {
  const asked = askedWords(question);
  if (!asked) return { results: [], next_cursor: null };
  const found = and(
    eq(messages.meetingId, meetingId),
    isNull(messages.deletedAt),
    isNull(messages.system),
    sql`${wordsOf(messages.text)} @@ ${asked.query}`,
  );
  return messagesWhere(orm, found, page);
}
