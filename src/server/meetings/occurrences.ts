import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { occurrencesOf, occurrencesOfMeeting } from '#readmodels/meetings/occurrences.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { visibleMeeting } from '../auth/meeting-access.ts';
import { occurrencesSpan, occurrencesSpanRule } from './input.ts';

const input = z
  .object({
    ...occurrencesSpan,
    projectId: givenId.nullable().default(null),
    /** Of this meeting alone. */
    meetingId: givenId.nullable().default(null),
  })
  .check(occurrencesSpanRule);

/** When one's own meetings and those of one's projects take place, within a span of time. */
export const occurrences = signedInProcedure.input(input).query(async ({ ctx, input: asked }) => {
  const { database } = ctx.services.platform;
  const { meetingId, ...span } = asked;
  if (meetingId === null) return occurrencesOf(database, ctx.caller.personId, span);
  accepted(await visibleMeeting(database, ctx.caller, meetingId));
  return occurrencesOfMeeting(database, meetingId, span);
});
