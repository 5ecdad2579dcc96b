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
import { type EncodedEvent, encodeEvents } from './codec.ts';
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
/** Of two writers to a stream. */
export const streamVersion = 'events_stream_version';

/** Whether it was this constraint that refused a row. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return (
    error instanceof postgres.PostgresError &&
    error.code === uniqueViolation &&
    error.constraint_name === constraint
  );
}

/** To one stream, all or nothing; a `VersionConflict` where it is not at the expected version. */
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
    if (isUniqueViolation(error, streamVersion)) throw new VersionConflict(stream);
    throw error;
  }
}

/** An append that begins its stream. */
export type NewStream = Omit<Append, 'expectedVersion'>;

/**
 * Begins streams, all in one statement, and leaves alone those that are there already. For names
 * that only the caller can take, one run at a time: who loses a race all the same is told so.
 *
 * @returns how many were begun.
 */
export async function beginStreams(
  sql: SqlRunner,
  keys: SubjectKeys,
  streams: readonly NewStream[],
): Promise<number> {
  const names = streams.map(({ stream }) => stream);
  const there = await sql<{ stream: string }[]>`
    select stream from log.events where stream = any(${names}) and version = 1`;
  const begun = new Set(there.map(({ stream }) => stream));
  const missing = streams.filter(({ stream }) => !begun.has(stream));
  if (missing.length === 0) return 0;
  await appendNewStreams(sql, keys, missing);
  return missing.length;
}

/**
 * Begins streams that nobody else can know of, all in one statement: together or not at all.
 *
 * @returns the ids of their events, in order.
 */
export async function appendNewStreams(
  sql: SqlRunner,
  keys: SubjectKeys,
  streams: readonly NewStream[],
): Promise<string[]> {
  const encoded = await encodeEvents(
    keys,
    streams.flatMap(({ events }) => events),
  );
  let taken = 0;
  const rows = streams.flatMap((append) => {
    const own = encoded.slice(taken, taken + append.events.length);
    taken += own.length;
    return storedRows(own, append, 0);
  });
  return insertRows(sql, rows, { stream: '', version: 0 });
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
  append: NewStream,
  expectedVersion: number,
): Promise<EventRow[]> {
  if (append.events.length === 0) throw new Error('nothing to append');
  return storedRows(await encodeEvents(keys, append.events), append, expectedVersion);
}

function storedRows(
  encoded: readonly EncodedEvent[],
  { stream, metadata }: NewStream,
  expectedVersion: number,
): EventRow[] {
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
