import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant } from '../kernel/fields.ts';
import { alertCodes } from './alert.conditions.ts';

const alert = z.object({
  alertId: id,
  /** The condition: it has one open alert at a time. */
  code: z.enum(alertCodes),
  severity: z.enum(['warning', 'critical']),
  /** What its sentence needs. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  raisedAt: instant,
});

export type AlertData = z.infer<typeof alert>;

const administrators = (): Topic[] => ['administrators'];

export const AlertRaised = defineEvent({
  type: 'AlertRaised',
  version: 1,
  schema: alert,
  topics: administrators,
});

/** The condition has gone by itself, or somebody mended it. */
export const AlertResolved = defineEvent({
  type: 'AlertResolved',
  version: 1,
  schema: alert,
  topics: administrators,
});

export const alertEvents = [AlertRaised, AlertResolved] as const;
export type AlertEvent = EventOf<(typeof alertEvents)[number]>;
