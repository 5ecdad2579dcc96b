import { meetingFields } from '#domain/meetings/meeting.fields.ts';
import { given } from '../http/given.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { whichOccurrence } from './input.ts';
import { changeOccurrence as carryOut } from './occurrence-commands.ts';

const input = meetingFields.partial().extend(whichOccurrence);

export const changeOccurrence = signedInProcedure
  .input(input)
  .mutation(async ({ ctx, input: { meetingId, occurrence, scope, version, ...changes } }) =>
    accepted(
      await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        meetingId,
        occurrence,
        scope,
        version,
        changes: given(changes),
      }),
    ),
  );
