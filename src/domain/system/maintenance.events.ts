import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';

export const maintenanceMessage = text(0, 2000);

/** Each event tells the whole window: a frame then needs nothing but its event. */
const maintenance = z.object({
  maintenanceId: id,
  message: maintenanceMessage,
  startsAt: instant,
  endsAt: instant,
  createdAt: instant,
});

export type MaintenanceData = z.infer<typeof maintenance>;

const everybody = (): Topic[] => ['system'];

export const MaintenanceScheduled = defineEvent({
  type: 'MaintenanceScheduled',
  version: 1,
  schema: maintenance,
  topics: everybody,
});

export const MaintenanceChanged = defineEvent({
  type: 'MaintenanceChanged',
  version: 1,
  schema: maintenance,
  topics: everybody,
});

export const MaintenanceBegun = defineEvent({
  type: 'MaintenanceBegun',
  version: 1,
  schema: maintenance,
  topics: everybody,
});

export const MaintenanceEnded = defineEvent({
  type: 'MaintenanceEnded',
  version: 1,
  schema: maintenance,
  topics: everybody,
});

export const MaintenanceCancelled = defineEvent({
  type: 'MaintenanceCancelled',
  version: 1,
  schema: maintenance,
  topics: everybody,
});

export const maintenanceEvents = [
  MaintenanceScheduled,
  MaintenanceChanged,
  MaintenanceBegun,
  MaintenanceEnded,
  MaintenanceCancelled,
] as const;
export type MaintenanceEvent = EventOf<(typeof maintenanceEvents)[number]>;
