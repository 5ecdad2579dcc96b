/** `/api/v1/meetings/<id>/calendar.ics`, and the feed that a calendar subscribes to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { meetingsForCalendar } from '#readmodels/meetings/meetings.query.ts';
import { exceptionsOf } from '#readmodels/meetings/occurrences.query.ts';
import { visibleMeeting } from '../../auth/meeting-access.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import { bytes, documented } from '../../http/documentation/documented.ts';
import { ownOrigin } from '../../http/own-origin.ts';
import { pathParams } from '../../http/path-params.ts';
import { accepted, RefusalError } from '../../http/refusal-error.ts';
import type { Services } from '../../services.ts';
import { calendarText } from './calendar-text.ts';
import { personOfFeed } from './feeds.ts';

const params = z.object({ meetingId: givenId });
/** In the query, which is never logged. */
const feedQuery = z.object({ key: z.string().min(1).max(200) });
/** Who looks back further has it in their calendar already. */
const pastDays = 365;

const calls = documented('Meetings', {
  calendar: {
    summary: 'One meeting as an iCalendar file',
    params,
    answer: bytes,
  },
  feed: {
    summary: 'A person’s meetings, for whoever knows their secret address',
    access: 'everyone',
    query: feedQuery,
    answer: bytes,
    refuses: [404],
  },
});

export function feedPath(secret: string): string {
  return `/api/v1/meetings/feed.ics?key=${secret}`;
}

export async function calendarRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const { database } = platform;

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    meetings: readonly MeetingEntity[],
  ) => {
    const again = meetings.filter(({ recurrence }) => recurrence !== null);
    const exceptions = await exceptionsOf(
      database,
      again.map(({ id }) => id),
    );
    const origin = ownOrigin(settings, request);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-cache')
      .send(calendarText({ meetings, exceptions, origin, now: new Date() }));
  };

  app.get(
    '/meetings/:meetingId/calendar.ics',
    { schema: calls.calendar },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const { meetingId } = pathParams(params, request.params);
      const { meeting } = accepted(await visibleMeeting(database, caller, meetingId));
      reply.header('content-disposition', 'attachment; filename="meeting.ics"');
      return send(request, reply, [meeting]);
    },
  );

  app.get('/meetings/feed.ics', { schema: calls.feed }, async (request, reply) => {
    const { key } = feedQuery.parse(request.query);
    const personId = await personOfFeed(platform, key);
    if (!personId) throw new RefusalError({ code: 'request.not_found' });
    const since = new Date(Date.now() - pastDays * 86_400_000).toISOString();
    return send(request, reply, await meetingsForCalendar(database, personId, since));
  });
}
