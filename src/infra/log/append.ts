/**
 * How an event gets into the log. One statement inserts the events of one stream and their outbox
 * rows, so either both are there or neither. The stream's `unique (stream, version)` decides
 * between two writers; the statement also sees to it that the version before is there, so a
 * stream has no holes. The outbox row waits for the sequencer, which gives the position; nothing
 * here notifies anybody: a NOTIFY in the transaction would hold a cluster-wide lock until commit.
 */
import postgres from 'postgres';
import type { DomainEvent, EventMetadata } from '#domain/kernel/event.ts';
import type { SqlRunner } from '../db/database.ts';
import { encodeEvents } from './codec.ts';
import { eventDigest } from './hash-chain.ts';
import type { SubjectKeys } from './subject-keys.ts';

export interface Append {
  stream: string;
  /** The version that the stream is believed to be at, 0 for a new one; `any` looks it up. */
  expectedVersion: number | 'any';
  events: readonly DomainEvent[];
  metadata: EventMetadata;
}

export interface Appended {
  /** In the order of the events. */
  eventIds: string[];
  /** Of the stream, after these events. */
  version: number;
}

/** Somebody else wrote to the stream first: load it again, decide again. */
export class VersionConflict extends Error {
  constructor(stream: string) {
    super(`stream ${stream} is not at the expected version`);
    this.name = 'VersionConflict';
  }
}

const uniqueViolation = '23505';

export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return (
    error instanceof postgres.PostgresError &&
    error.code === uniqueViolation &&
    error.constraint_name === constraint
  );
}

export async function appendEvents(
  sql: SqlRunner,
  keys: SubjectKeys,
  append: Append,
): Promise<Appended> {
  const { stream } = append;
  const expected =
    append.expectedVersion === 'any' ? await currentVersion(sql, stream) : append.expectedVersion;
  const rows = await rowsOf(keys, append, expected);
  try {
    const eventIds = await insertRows(sql, rows, { stream, version: expected });
    if (eventIds.length === 0) throw new VersionConflict(stream);
    return { eventIds, version: expected + rows.length };
  } catch (error) {
    if (isUniqueViolation(error, 'events_stream_version')) throw new VersionConflict(stream);
    throw error;
  }
}

export interface EventRow {
  stream: string;
  version: number;
  type: string;
  typeVersion: number;
  data: Record<string, unknown>;
  metadata: EventMetadata;
  occurredAt: string;
  digest: Buffer;
}

/** An append's events as they are stored, sealed and digested. */
export async function rowsOf(
  keys: SubjectKeys,
  { stream, metadata, events }: Append,
  expectedVersion: number,
): Promise<EventRow[]> {
  if (events.length === 0) throw new Error('nothing to append');
  const encoded = await encodeEvents(keys, events);
  const occurredAt = new Date().toISOString();
  return encoded.map((event, index) => {
    const row = { ...event, stream, version: expectedVersion + index + 1, metadata, occurredAt };
    return { ...row, digest: eventDigest(row) };
  });
}

/**
 * Inserts rows and their outbox rows in the given order.
 *
 * @returns their ids, or none at all where the stream has not come to `after` yet.
 */
export async function insertRows(
  sql: SqlRunner,
  rows: readonly EventRow[],
  after: { stream: string; version: number },
): Promise<string[]> {
  const ids = await sql<{ id: string }[]>`
    with appended as (
      insert into log.events (stream, version, type, type_version, data, metadata, occurred_at, digest)
      select stream, version, type, type_version, data, metadata, occurred_at, digest
      from unnest(
        ${rows.map((row) => row.stream)}::text[], ${rows.map((row) => row.version)}::int[],
        ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.typeVersion)}::smallint[],
        ${rows.map((row) => JSON.stringify(row.data))}::text[]::jsonb[],
        ${rows.map((row) => JSON.stringify(row.metadata))}::text[]::jsonb[],
        ${rows.map((row) => row.occurredAt)}::text[]::timestamptz[],
        ${rows.map((row) => `\\x${row.digest.toString('hex')}`)}::text[]::bytea[]
      ) with ordinality
        as event (stream, version, type, type_version, data, metadata, occurred_at, digest, place)
      where ${after.version} = 0
         or exists (
           select from log.events where stream = ${after.stream} and version = ${after.version})
      order by place
      returning id
    ), queued as (
      insert into log.outbox (event_id) select id from appended
    )
    select id from appended order by id`;
  return ids.map((row) => row.id);
}

async function currentVersion(sql: SqlRunner, stream: string): Promise<number> {
  const [row] = await sql<{ version: number | null }[]>`
    select max(version) as version from log.events where stream = ${stream}`;
  return row?.version ?? 0;
}
