import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { visibleMeeting } from '../auth/meeting-access.ts';

export const get = signedInProcedure
  .input(z.object({ meetingId: givenId }))
  .query(async ({ ctx, input: { meetingId } }) => {
    const { database } = ctx.services.platform;
    return accepted(await visibleMeeting(database, ctx.caller, meetingId)).meeting;
  });
