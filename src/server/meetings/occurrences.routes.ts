/** `/api/v1/meetings/occurrences/` and `/api/v1/meetings/<id>/occurrences/<start>/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId, madeFrom, utcInstant } from '#domain/kernel/fields.ts';
import { meetingSchema } from '#readmodels/meetings/meeting.entity.ts';
import { occurrencesOf, occurrencesSchema } from '#readmodels/meetings/occurrences.query.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { documented, nothing } from '../http/documentation/documented.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import {
  changesOfRest,
  meetingChangeFields,
  occurrenceScope,
  occurrencesSpan,
  occurrencesSpanRule,
} from './input.ts';
import { cancelOccurrence, changeOccurrence } from './occurrence-commands.ts';

const spanQuery = z
  .object({ ...occurrencesSpan, project_id: givenId.nullable().default(null) })
  .check(occurrencesSpanRule);
const params = z.object({ meetingId: givenId, occurrence: utcInstant });
const scope = occurrenceScope.default('one');
const change = meetingChangeFields
  .extend({ scope, version: madeFrom })
  .transform(({ scope: which, version, ...body }) => ({
    scope: which,
    version,
    changes: changesOfRest(body),
  }));
const cancellation = z.object({ scope });

const calls = documented('Meetings', {
  occurrences: {
    summary: 'When the meetings one may see take place, within a span',
    query: spanQuery,
    answer: occurrencesSchema,
    refuses: [404],
  },
  changeOccurrence: {
    summary: 'Changes one time of a meeting, or this one and those after it',
    params,
    body: change,
    answer: meetingSchema,
    refuses: [403],
  },
  cancelOccurrence: {
    summary: 'Cancels one time of a meeting, or this one and those after it',
    params,
    query: cancellation,
    answer: { 204: nothing },
    refuses: [403, 409],
  },
});

export async function occurrencesRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;

  app.get('/meetings/occurrences', { schema: calls.occurrences }, async (request) => {
    const caller = await requireCaller(services, request);
    const { project_id: projectId, ...span } = spanQuery.parse(request.query);
    return occurrencesOf(platform.database, caller.personId, { projectId, ...span });
  });

  app.patch(
    '/meetings/:meetingId/occurrences/:occurrence',
    { schema: calls.changeOccurrence },
    async (request) => {
      const caller = await requireCaller(services, request);
      const which = pathParams(params, request.params);
      const changed = { ...which, ...change.parse(request.body) };
      return accepted(await changeOccurrence(platform, caller, by(caller, request), changed));
    },
  );

  app.delete(
    '/meetings/:meetingId/occurrences/:occurrence',
    { schema: calls.cancelOccurrence },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const which = pathParams(params, request.params);
      const cancelled = { ...which, ...cancellation.parse(request.query), version: null };
      accepted(await cancelOccurrence(platform, caller, by(caller, request), cancelled));
      return reply.code(204).send();
    },
  );
}
