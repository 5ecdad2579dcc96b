import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent } from '#domain/kernel/event.ts';
import { deciders } from '#domain/registry.ts';
import type { Database } from '#infra/db/database.ts';
import { decodeEvents, type StoredEvent } from '#infra/log/codec.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

/** An entity as it was once everything up to a position had happened. */
export interface EntityAt {
  stream: string;
  position: number;
  /** Of the stream then; 0 where it had not begun. */
  version: number;
  /** What its rules know of it; null where it had not begun. */
  state: Record<string, unknown> | null;
}

type AnyDecider = Pick<Decider<object, never, DomainEvent>, 'category' | 'initial' | 'evolve'>;

export async function entityAt(
  { sql }: Database,
  keys: SubjectKeys,
  stream: string,
  position: number,
): Promise<EntityAt> {
  const rows = await sql<StoredEvent[]>`
    select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
           e.occurred_at
    from log.events e join log.positions p on p.event_id = e.id
    where e.stream = ${stream} and p.position <= ${position}
    order by e.version`;
  const events = await decodeEvents(keys, rows);
  const last = events.at(-1);
  return {
    stream,
    position,
    version: last?.version ?? 0,
    state: last ? fold(stream, events) : null,
  };
}

/** By the stream's own rules; where nothing is decided on it, each event's data over the last's. */
function fold(stream: string, events: readonly DomainEvent[]): Record<string, unknown> {
  const category = stream.slice(0, stream.indexOf('-'));
  // The codec has validated what it stored; a decider's events are those of its streams.
  const decider = deciders.find((each) => each.category === category) as AnyDecider | undefined;
  const state = decider
    ? events.reduce(decider.evolve, decider.initial)
    : events.reduce<object>((before, { data }) => Object.assign({ ...before }, data), {});
  return state as Record<string, unknown>;
}
