/** The backlog of a topic: what a subscription reads that resumes at a position. */
import type { RecordedEvent, Topic } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { decodeEvents, type StoredEvent } from '#infra/log/codec.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';
import { projectionNames } from '../registry.ts';

export interface FeedRange {
  /** What concerns several of them comes once. */
  topics: readonly (Topic | 'audit')[];
  /** Other types are left out; their positions count as passed. */
  types: readonly string[];
  after: number;
  upTo: number;
  limit: number;
}

export interface FeedPage {
  events: RecordedEvent[];
  /**
   * Everything up to here has been read. Less than `upTo` where the page is full, or where the
   * read models do not show that much: after a crash they stand behind the log for a moment.
   */
  cursor: number;
}

type Row = StoredEvent | { id: null };
type Shown = { shown: string };

export async function feedPage(
  sql: SqlRunner,
  keys: SubjectKeys,
  range: FeedRange,
): Promise<FeedPage> {
  const rows: (Row & Shown)[] = await rowsOf(sql, range);
  const events = await decodeEvents(keys, rows.filter(isEvent));
  const last = events.at(-1);
  if (last && events.length === range.limit) return { events, cursor: last.position };
  return { events, cursor: Math.min(range.upTo, Number(rows[0]?.shown ?? 0)) };
}

function isEvent(row: Row & Shown): row is StoredEvent & Shown {
  return row.id !== null;
}

/** What the read models show and the rows, by one statement: there is no moment between the two. */
function rowsOf(sql: SqlRunner, { topics, types, after, upTo, limit }: FeedRange) {
  // Administrators' topic is the whole log; the feed does not repeat it.
  const [only] = topics;
  const isAudit = only === 'audit';
  // Of one topic the index gives the rows in order, and none of them twice.
  const several = topics.length > 1;
  const ofTopics = several ? sql`f.topic = any(${[...topics]})` : sql`f.topic = ${only ?? ''}`;
  const source = isAudit
    ? sql`log.positions p`
    : sql`feed f join log.positions p on p.position = f.position`;
  const which = isAudit
    ? sql`p.position > ${after} and p.position <= least(${upTo}::bigint, shown.position)`
    : sql`${ofTopics} and f.position > ${after}
          and f.position <= least(${upTo}::bigint, shown.position) and e.type = any(${[...types]})`;
  return sql<(Row & Shown)[]>`
    select shown.position as shown, page.*
    from (
      select coalesce(min(position), 0) as position from projection_checkpoints
      where name = any(${[...projectionNames]})
    ) shown
    left join lateral (
      select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
             e.occurred_at
      from ${source} join log.events e on e.id = p.event_id
      where ${which}
      ${several ? sql`group by e.id, p.position` : sql``} order by p.position limit ${limit}
    ) page on true
    order by page.position`;
}

/** Up to where all read models show the log. */
export async function shownPosition(sql: SqlRunner): Promise<number> {
  const [row] = await sql<Shown[]>`
    select coalesce(min(position), 0) as shown from projection_checkpoints
    where name = any(${[...projectionNames]})`;
  return Number(row?.shown ?? 0);
}
