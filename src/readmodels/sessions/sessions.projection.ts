import { eq } from 'drizzle-orm';
import type { sessionEvents } from '#domain/sessions/session.events.ts';
import { sessions } from '#drizzle/people.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const sessionsProjection: Projection = {
  name: 'sessions',
  tables: [sessions],
  handlers: handlersFor<(typeof sessionEvents)[number]>({
    SessionStarted: ({ data, occurredAt }, orm) => [
      orm.insert(sessions).values({
        id: data.sessionId,
        personId: data.personId,
        client: data.client,
        ip: data.ip,
        userAgent: data.userAgent,
        startedAt: occurredAt,
      }),
    ],
    SessionEnded: ({ data, occurredAt }, orm) => [
      orm
        .update(sessions)
        .set({ endedAt: occurredAt, endReason: data.reason })
        .where(eq(sessions.id, data.sessionId)),
    ],
  }),
};
