import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { chatSnapshot } from '#readmodels/meetings/chat.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { enterableMeeting } from './access.ts';
import { chatCursor } from './input.ts';

const input = z.object({
  meetingId: givenId,
  limit: z.int().min(1).max(200).default(50),
  cursor: chatCursor,
});

/** History, participants and position, all of one moment: `live.meeting` goes on from there. */
export const chat = signedInProcedure
  .input(input)
  .query(async ({ ctx, input: { meetingId, ...page } }) => {
    const { database } = ctx.services.platform;
    accepted(await enterableMeeting(database, ctx.caller, meetingId));
    return chatSnapshot(database, meetingId, page);
  });
