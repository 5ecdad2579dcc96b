import { givenId, madeFrom } from '#domain/kernel/fields.ts';
import { meetingFields } from '#domain/meetings/meeting.fields.ts';
import { given } from '../http/given.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { updateMeeting } from './commands.ts';

const input = meetingFields.partial().extend({ meetingId: givenId, version: madeFrom });

export const update = signedInProcedure
  .input(input)
  .mutation(async ({ ctx, input: { meetingId, version, ...changes } }) =>
    accepted(
      await updateMeeting(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        meetingId,
        changes: given(changes),
        version,
      }),
    ),
  );
