/** A topic's history as people read it: what happened last comes first. */
import type { RecordedEvent, Topic } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { decodeEvents, type StoredEvent } from '#infra/log/codec.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

export interface RecentRange {
  topic: Topic;
  /** Other types are left out. */
  types: readonly string[];
  /** Only what is before this position; null for the latest. */
  before: number | null;
  limit: number;
}

/** Latest first; `more` says whether there is anything before the last. */
export async function recentEvents(
  sql: SqlRunner,
  keys: SubjectKeys,
  { topic, types, before, limit }: RecentRange,
): Promise<{ events: RecordedEvent[]; more: boolean }> {
  const rows = await sql<StoredEvent[]>`
    select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
           e.occurred_at
    from feed f
    join log.positions p on p.position = f.position
    join log.events e on e.id = p.event_id
    where f.topic = ${topic} and e.type = any(${[...types]})
      and (${before}::bigint is null or f.position < ${before}::bigint)
    order by f.position desc limit ${limit + 1}`;
  const events = await decodeEvents(keys, rows.slice(0, limit));
  return { events, more: rows.length > limit };
}
