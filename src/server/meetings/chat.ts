import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { chatSnapshot } from '#readmodels/meetings/chat.query.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';

const input = z.object({
  meetingId: givenId,
  limit: pageLimit,
  cursor: positionCursor,
});

/** History, participants and position, all of one moment: `live.meeting` goes on from there. */
export const chat = signedInProcedure
  .input(input)
  .query(async ({ ctx, input: { meetingId, ...page } }) => {
    const { database } = ctx.services.platform;
    accepted(await enterableMeeting(database, ctx.caller, meetingId));
    return chatSnapshot(database, meetingId, page);
  });
