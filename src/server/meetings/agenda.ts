import { z } from 'zod';
import { givenId, utcInstant } from '#domain/kernel/fields.ts';
import { agendaCursor, agendaOf } from '#readmodels/meetings/agenda.query.ts';
import { peopleOfMeetings } from '#readmodels/meetings/meeting-people.query.ts';
import { pageSize } from '../http/page-input.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

const input = z.object({
  projectId: givenId.nullable().default(null),
  from: utcInstant,
  which: z.enum(['ahead', 'past']),
  limit: pageSize.default(50),
  cursor: z.string().regex(agendaCursor).nullable().default(null),
});

/** The times of one's own meetings and those of one's projects, one page after the other, and whose they are. */
export const agenda = signedInProcedure.input(input).query(async ({ ctx, input: asked }) => {
  const { database } = ctx.services.platform;
  const page = await agendaOf(database, ctx.caller.personId, asked);
  return { ...page, people: await peopleOfMeetings(database.sql, page.results) };
});
