import { z } from 'zod';
import { givenId, text } from '#domain/kernel/fields.ts';
import { chatSearch } from '#readmodels/meetings/chat-search.query.ts';
import { chatSnapshot, oneMessage } from '#readmodels/meetings/chat.query.ts';
import { unreadMessages } from '#readmodels/meetings/unread-chats.query.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';

const input = z.object({
  meetingId: givenId,
  /** Large ones for who goes far back at once. */
  limit: z.int().min(1).max(1_000).default(50),
  cursor: positionCursor,
});

/**
 * History, participants and position, all of one moment: `live.meeting` goes on from there. With the
 * newest page comes what of the chat the caller has not read.
 */
export const chat = signedInProcedure
  .input(input)
  .query(async ({ ctx, input: { meetingId, ...page } }) => {
    const { database } = ctx.services.platform;
    accepted(await enterableMeeting(database, ctx.caller, meetingId));
    const [snapshot, unread] = await Promise.all([
      chatSnapshot(database, meetingId, page),
      page.cursor === null ? unreadMessages(database, meetingId, ctx.caller.personId) : null,
    ]);
    return { ...snapshot, unread };
  });

/** What was said in a chat with these words, newest first. */
export const searchChat = signedInProcedure
  .input(
    z.object({
      meetingId: givenId,
      question: text(1, 200),
      limit: pageLimit,
      cursor: positionCursor,
    }),
  )
  .query(async ({ ctx, input: { meetingId, ...asked } }) => {
    const { database } = ctx.services.platform;
    accepted(await enterableMeeting(database, ctx.caller, meetingId));
    return chatSearch(database, meetingId, asked);
  });

/** One message, where an answer quotes it and the page it is on is not loaded; null where there is none. */
export const message = signedInProcedure
  .input(z.object({ meetingId: givenId, messageId: givenId }))
  .query(async ({ ctx, input: { meetingId, messageId } }) => {
    const { database } = ctx.services.platform;
    accepted(await enterableMeeting(database, ctx.caller, meetingId));
    return oneMessage(database, meetingId, messageId);
  });
