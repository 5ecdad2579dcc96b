import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '../db/database.ts';
import { decodeEvents, type StoredEvent } from './codec.ts';
import type { SubjectKeys } from './subject-keys.ts';

export interface StreamRead {
  events: RecordedEvent[];
  version: number;
}

/** A whole stream, also its events that have no position yet (then 0). */
export async function readStream(
  sql: SqlRunner,
  keys: SubjectKeys,
  stream: string,
): Promise<StreamRead> {
  const rows = await sql<StoredEvent[]>`
    select id, 0 as position, stream, version, type, type_version, data, metadata, occurred_at
    from log.events where stream = ${stream} order by version`;
  return { events: await decodeEvents(keys, rows), version: rows.at(-1)?.version ?? 0 };
}

export interface PartOfStream {
  stream: string;
  /** The last version of it. */
  upTo: number;
  /** Types that are left out. */
  without: readonly string[];
}

/** Several streams, each as far as it is wanted, by one query. Without positions (0). */
export async function readStreams(
  sql: SqlRunner,
  keys: SubjectKeys,
  wanted: readonly PartOfStream[],
): Promise<RecordedEvent[]> {
  if (wanted.length === 0) return [];
  const rows = await sql<StoredEvent[]>`
    select id, 0 as position, e.stream, e.version, type, type_version, data, metadata, occurred_at
    from unnest(
        ${wanted.map(({ stream }) => stream)}::text[], ${wanted.map(({ upTo }) => upTo)}::int[],
        ${wanted.map(({ without }) => without.join())}::text[]
      ) as wanted (stream, up_to, without)
    join log.events e on e.stream = wanted.stream and e.version <= wanted.up_to
      and e.type <> all(string_to_array(wanted.without, ','))
    order by e.stream, e.version`;
  return decodeEvents(keys, rows);
}

/** The log after a position, up to and including another, in order. */
export async function readLog(
  sql: SqlRunner,
  keys: SubjectKeys,
  range: { after: number; upTo?: number; limit: number },
): Promise<RecordedEvent[]> {
  const rows = await sql<StoredEvent[]>`
    select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
           e.occurred_at
    from log.positions p join log.events e on e.id = p.event_id
    where p.position > ${range.after}
      and p.position <= ${range.upTo ?? Number.MAX_SAFE_INTEGER}
    order by p.position limit ${range.limit}`;
  return decodeEvents(keys, rows);
}

/** The newest position there is, 0 for an empty log. */
export async function readHead(sql: SqlRunner): Promise<number> {
  const [row] = await sql<{ position: string }[]>`
    select coalesce(max(position), 0) as position from log.positions`;
  return Number(row?.position ?? 0);
}
