import { z } from 'zod';
import { givenId, utcInstant } from '#domain/kernel/fields.ts';
import type { Database } from '#infra/db/database.ts';
import type { MeetingEntity, OccurrenceEntity } from '#readmodels/meetings/meeting.entity.ts';
import { peopleOfMeetings } from '#readmodels/meetings/meeting-people.query.ts';
import { occurrenceAt, occurrencesOfMeeting } from '#readmodels/meetings/occurrences.query.ts';
import { visibleMeeting } from '../auth/meeting-access.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { maxSpanMs } from './input.ts';

const input = z.object({
  meetingId: givenId,
  /** When the rule has it; null for the one that runs or comes next. */
  occurrence: utcInstant.nullable(),
});

/** One time of a meeting, as its page shows it, and whose it is. */
export const occurrence = signedInProcedure.input(input).query(async ({ ctx, input: asked }) => {
  const { database } = ctx.services.platform;
  const { meeting } = accepted(await visibleMeeting(database, ctx.caller, asked.meetingId));
  const found = await timeOf(database, meeting, asked.occurrence);
  if (!found) throw new RefusalError({ code: 'request.not_found' });
  return { ...found, people: await peopleOfMeetings(database.sql, [found]) };
});

async function timeOf(
  database: Database,
  meeting: MeetingEntity,
  asked: string | null,
): Promise<OccurrenceEntity | undefined> {
  if (meeting.recurrence === null) return { ...meeting, occurrence: null };
  return asked === null ? nextOf(database, meeting) : occurrenceAt(database, meeting, asked);
}

/** The next that takes place; where there is none for long, the first. */
async function nextOf(
  database: Database,
  meeting: MeetingEntity,
): Promise<OccurrenceEntity | undefined> {
  const now = new Date();
  const to = new Date(now.getTime() + maxSpanMs);
  const span = { from: now.toISOString(), to: to.toISOString() };
  const { results } = await occurrencesOfMeeting(database, meeting.id, span);
  const next = results.find(({ status }) => status === 'scheduled');
  return next ?? occurrenceAt(database, meeting, meeting.starts_at);
}
