/** The backlog of a topic: what a subscription reads that resumes at a position. */
import type { RecordedEvent, Topic } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { decodeEvents, type StoredEvent } from '#infra/log/codec.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

export interface FeedRange {
  topic: Topic | 'audit';
  /** Other types are left out; their positions count as passed. */
  types: readonly string[];
  after: number;
  upTo: number;
  limit: number;
}

export interface FeedPage {
  events: RecordedEvent[];
  /** Everything up to here has been read. */
  cursor: number;
}

export async function feedPage(
  sql: SqlRunner,
  keys: SubjectKeys,
  range: FeedRange,
): Promise<FeedPage> {
  const rows = await rowsOf(sql, range);
  const events = await decodeEvents(keys, rows);
  const last = events.at(-1);
  return { events, cursor: last && rows.length === range.limit ? last.position : range.upTo };
}

function rowsOf(sql: SqlRunner, { topic, types, after, upTo, limit }: FeedRange) {
  if (topic === 'audit') {
    // Administrators' topic is the whole log; the feed does not repeat it.
    return sql<StoredEvent[]>`
      select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
             e.occurred_at
      from log.positions p join log.events e on e.id = p.event_id
      where p.position > ${after} and p.position <= ${upTo}
      order by p.position limit ${limit}`;
  }
  return sql<StoredEvent[]>`
    select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
           e.occurred_at
    from feed f join log.positions p on p.position = f.position
    join log.events e on e.id = p.event_id
    where f.topic = ${topic} and f.position > ${after} and f.position <= ${upTo}
      and e.type = any(${[...types]})
    order by f.position limit ${limit}`;
}
