import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id } from '../kernel/fields.ts';

export const SessionStarted = defineEvent({
  type: 'SessionStarted',
  version: 1,
  schema: z.object({
    sessionId: id,
    personId: id,
    client: z.enum(['web', 'api']),
    ip: z.string(),
    userAgent: z.string(),
  }),
  personal: { subject: 'personId', fields: ['ip', 'userAgent'] },
  topics: (data) => [`user:${data.personId}`],
});

export const SessionEnded = defineEvent({
  type: 'SessionEnded',
  version: 1,
  schema: z.object({
    sessionId: id,
    personId: id,
    reason: z.enum(['signed_out', 'revoked', 'refresh_reused', 'expired']),
  }),
  topics: (data) => [`user:${data.personId}`],
});

export const sessionEvents = [SessionStarted, SessionEnded] as const;
export type SessionEvent = EventOf<(typeof sessionEvents)[number]>;
