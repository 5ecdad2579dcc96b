import type { EventMetadata } from '#domain/kernel/event.ts';
import type { Database, Sql } from '#infra/db/database.ts';
import { decodeEvents, type StoredEvent } from '#infra/log/codec.ts';
import { readHead } from '#infra/log/read.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';
import { namesOf } from '../people/names.query.ts';

/** An event as administrators see it: personal fields opened, with its place in the chain. */
export interface AuditEvent {
  position: number;
  id: string;
  stream: string;
  version: number;
  type: string;
  occurred_at: string;
  actor: { id: string; name: string } | null;
  data: Record<string, unknown>;
  metadata: EventMetadata;
  /** Of the chain up to here, and of the event itself; hex. */
  hash: string;
  digest: string;
}

export interface AuditFilter {
  type?: string | undefined;
  /** One stream, or all of a category where there is no `-` in it. */
  stream?: string | undefined;
  actorId?: string | undefined;
  /** RFC 3339; from inclusive, to exclusive. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface AuditPage {
  results: AuditEvent[];
  /** The newest position of the log, whatever the filter. */
  head: number;
  /** For the next page; null at the end. */
  next_before: number | null;
}

type PlacedEvent = StoredEvent & { hash: Uint8Array; digest: Uint8Array };

/** The log, newest first. */
export async function auditEvents(
  database: Database,
  keys: SubjectKeys,
  filter: AuditFilter,
  page: { beforePosition?: number | undefined; limit: number },
): Promise<AuditPage> {
  const { sql } = database;
  const before = page.beforePosition ?? Number.MAX_SAFE_INTEGER;
  // Read first: what is placed meanwhile is on no page of it, and a follower gets it as new.
  const head = await readHead(sql);
  const rows = await sql<PlacedEvent[]>`
    with ${matching(sql, filter)} page as (
      select p.position, p.hash, p.event_id from ${placed(sql, filter)}
      where p.position < ${before} and p.position <= ${head}
      order by p.position desc limit ${page.limit + 1}
    )
    select page.position, page.hash, e.id, e.stream, e.version, e.type, e.type_version, e.data,
           e.metadata, e.occurred_at, e.digest
    from page join log.events e on e.id = page.event_id
    order by page.position desc`;
  const shown = rows.slice(0, page.limit);
  const results = await entitiesOf(database, keys, shown);
  return {
    results,
    head,
    next_before: rows.length > shown.length ? (results.at(-1)?.position ?? null) : null,
  };
}

function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/**
 * The events that the filter lets through, found apart from their positions. On a log of 200,000
 * events, walking positions from the newest and testing each event took 0.04 to 1.3 s, the longest
 * for somebody who did little; found apart it is 0.03 to 0.3 s whatever the filter (a stream: under
 * 1 ms), without one more index for every append to keep up.
 */
function matching(sql: Sql, filter: AuditFilter) {
  if (!isFiltered(filter)) return sql``;
  const { type, stream, actorId, from, to } = filter;
  return sql`
    matching as materialized (
      select e.id from log.events e
      where true
        ${type === undefined ? sql`` : sql`and e.type = ${type}`}
        ${stream === undefined ? sql`` : inStream(sql, stream)}
        ${actorId === undefined ? sql`` : sql`and e.metadata->>'actorId' = ${actorId}`}
        ${from === undefined ? sql`` : sql`and e.occurred_at >= ${from}`}
        ${to === undefined ? sql`` : sql`and e.occurred_at < ${to}`}
    ),`;
}

function inStream(sql: Sql, stream: string) {
  return stream.includes('-')
    ? sql`and e.stream = ${stream}`
    : sql`and starts_with(e.stream, ${`${stream}-`})`;
}

function placed(sql: Sql, filter: AuditFilter) {
  return isFiltered(filter)
    ? sql`log.positions p join matching on matching.id = p.event_id`
    : sql`log.positions p`;
}

async function entitiesOf(
  { sql }: Database,
  keys: SubjectKeys,
  rows: readonly PlacedEvent[],
): Promise<AuditEvent[]> {
  const events = await decodeEvents(keys, rows);
  const actorIds = events.flatMap(({ metadata }) => metadata.actorId ?? []);
  const people = await namesOf(sql, [...new Set(actorIds)]);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return events.flatMap((event, index) => {
    const row = rows[index];
    if (!row) return [];
    const { actorId } = event.metadata;
    return [
      {
        position: event.position,
        id: event.id,
        stream: event.stream,
        version: event.version,
        type: event.type,
        occurred_at: event.occurredAt,
        actor: actorId ? { id: actorId, name: nameOf.get(actorId) ?? actorId } : null,
        data: event.data as Record<string, unknown>,
        metadata: event.metadata,
        hash: Buffer.from(row.hash).toString('hex'),
        digest: Buffer.from(row.digest).toString('hex'),
      },
    ];
  });
}
