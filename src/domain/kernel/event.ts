import type { z } from 'zod';

/**
 * Who may see a change, decided once, when the event is defined. `audit` is the whole log, for
 * administrators; every event has it without saying so.
 */
export type Topic =
  | `user:${string}`
  | `project:${string}`
  /**
   * What is said to a project's members and is no change of it. Apart from `project:`, so that who
   * follows what is said need not read everything that was done.
   */
  | `members:${string}`
  | `meeting:${string}`
  | 'system'
  | 'administrators';

export interface EventMetadata {
  /** The person who caused the event, null for the system itself. */
  actorId: string | null;
  /** The id of the event that this one is a reaction to. */
  causationId?: string;
  /** The request in which the command came, for the logs. */
  requestId?: string;
}

/** An event as a decision makes it: not stored yet. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  type: Type;
  data: Data;
}

/** An event as the log gives it back, decoded to its newest version. */
export interface RecordedEvent<Data = unknown> {
  /** Identity in the log; an opaque number as text. */
  id: string;
  /** 1-based place in the one order of all events. */
  position: number;
  stream: string;
  /** 1-based place in the stream. */
  version: number;
  type: string;
  data: Data;
  metadata: EventMetadata;
  /** RFC 3339, UTC, milliseconds. */
  occurredAt: string;
}

export interface EventDefinition<Type extends string = string, Data = unknown> {
  type: Type;
  /** Version of the shape; older ones are upcast when read. */
  version: number;
  schema: z.ZodType<Data>;
  /** Fields encrypted under the key of one subject; erasing the key erases them everywhere. */
  personal?: { subject: keyof Data & string; fields: readonly (keyof Data & string)[] };
  topics: (data: Data) => Topic[];
  /** `upcasts[n]` turns data of version n into version n + 1. */
  upcasts?: Record<number, (data: Record<string, unknown>) => Record<string, unknown>>;
}

/** Defines an event; the schema's output is the type of its data. */
export function defineEvent<const Type extends string, Data extends object>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> & { of: (data: Data) => DomainEvent<Type, Data> } {
  return { ...definition, of: (data) => ({ type: definition.type, data }) };
}

/** The event that a definition's `of` makes. */
export type EventOf<D> =
  D extends EventDefinition<infer Type, infer Data> ? DomainEvent<Type, Data> : never;
