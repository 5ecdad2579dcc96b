/**
 * Proves the log against itself, in JavaScript, from what is stored: nothing that the database
 * computed when the events were written is trusted. It goes through the positions in pages, so a
 * log of any length takes the same memory, and stops at the first difference.
 *
 * What commits while it runs lies beyond the head it noted at its beginning, and is not looked at.
 */
import type { LogDifference, LogFault } from '#domain/audit/log-faults.ts';
import type { Sql } from '../db/database.ts';
import { instantOf, type StoredEvent } from '../log/codec.ts';
import { chainHash, eventDigest, genesisHash } from '../log/hash-chain.ts';
import { readHead } from '../log/read.ts';

export interface LogVerdict {
  /** The last position when the verification began. */
  head: number;
  /** The chain's hash there, in hex. */
  headHash: string;
  /** Up to here everything was found right. */
  verifiedUpTo: number;
  /** False where the time ran out first. */
  complete: boolean;
  /** Committed events that the sequencer has yet to place. */
  waiting: number;
  firstDifference: LogDifference | null;
}

export interface LogVerification {
  /** Stops after this time and says how far it came. */
  budgetMs?: number;
  onProgress?: (verifiedUpTo: number, head: number) => void;
}

interface PlacedRow extends Omit<StoredEvent, 'id'> {
  /** Null where the position's event is not there; then so is everything below. */
  id: string | null;
  hash: Uint8Array;
  digest: Uint8Array;
  previous_found: boolean;
  previous_position: string | null;
}

const pageSize = 500;
/** What no event of ours has: that of one which can't be put into the canonical form. */
const noDigest = new Uint8Array();

/**
 * @returns how far it is proven, and the first position where it is not; nothing is thrown for a log that is
 * wrong, only for a database that is away. `budgetMs` ends it after the page during which it is over.
 */
export async function verifyLog(sql: Sql, options: LogVerification = {}): Promise<LogVerdict> {
  const deadline = performance.now() + (options.budgetMs ?? Number.POSITIVE_INFINITY);
  const head = await readHead(sql);
  let hash = genesisHash;
  let position = 0;
  let firstDifference: LogDifference | null = null;
  while (position < head && !firstDifference && performance.now() < deadline) {
    for (const row of await readPage(sql, position, head)) {
      const digest = row.id === null ? null : digestOf(row);
      firstDifference = differenceAt(row, position + 1, hash, digest);
      if (firstDifference || !digest) break;
      position += 1;
      hash = chainHash(hash, position, digest);
    }
    options.onProgress?.(position, head);
  }
  const complete = position === head && !firstDifference;
  if (complete) firstDifference = await differenceAround(sql, head);
  const [outbox] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from log.outbox`;
  const [last] = await sql<{ hash: Uint8Array }[]>`
    select hash from log.positions where position = ${head}`;
  return {
    head,
    headHash: Buffer.from(last?.hash ?? genesisHash).toString('hex'),
    verifiedUpTo: position,
    complete: complete || firstDifference !== null,
    waiting: outbox?.waiting ?? 0,
    firstDifference,
  };
}

/** A page of positions; always at least one row, as `head` itself was there a moment ago. */
async function readPage(sql: Sql, after: number, head: number): Promise<PlacedRow[]> {
  const rows = await sql<PlacedRow[]>`
    select p.position, p.hash, e.id, e.stream, e.version, e.type, e.type_version, e.data,
           e.metadata, e.occurred_at, e.digest,
           before.id is not null as previous_found, bp.position as previous_position
    from log.positions p
    left join log.events e on e.id = p.event_id
    left join log.events before on before.stream = e.stream and before.version = e.version - 1
    left join log.positions bp on bp.event_id = before.id
    where p.position > ${after} and p.position <= ${head}
    order by p.position limit ${pageSize}`;
  if (rows.length === 0) throw new Error(`position ${head} was there and is gone`);
  return rows;
}

function digestOf(row: PlacedRow): Uint8Array {
  try {
    return eventDigest({
      stream: row.stream,
      version: row.version,
      type: row.type,
      typeVersion: row.type_version,
      data: row.data,
      metadata: row.metadata,
      occurredAt: instantOf(row.occurred_at),
    });
  } catch (error) {
    // A time that is none ('infinity', before Christ), or content nested without end: never written by us.
    if (error instanceof RangeError) return noDigest;
    throw error;
  }
}

function differenceAt(
  row: PlacedRow,
  expected: number,
  previousHash: Uint8Array,
  digest: Uint8Array | null,
): LogDifference | null {
  const position = Number(row.position);
  const fault = (which: LogFault, at = position): LogDifference => ({
    fault: which,
    position: at,
    stream: row.stream,
    version: row.version,
  });
  if (position > expected) return fault('position_missing', expected);
  if (position < expected) return fault('position_twice');
  if (!digest) return fault('event_missing');
  if (!same(digest, row.digest)) return fault('content_changed');
  if (!same(chainHash(previousHash, position, digest), row.hash)) return fault('chain_broken');
  if (row.version === 1) return null;
  if (!row.previous_found) return fault('version_missing');
  if (row.previous_position === null || Number(row.previous_position) > position) {
    return fault('version_out_of_order');
  }
  return null;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** What going through the positions cannot show: events without one, and who claims to be ahead. */
async function differenceAround(sql: Sql, head: number): Promise<LogDifference | null> {
  // No reader of positions comes upon it, but whoever reads its stream does.
  const [below] = await sql<Omit<LogDifference, 'fault'>[]>`
    select p.position::float8 as position, e.stream, e.version from log.positions p
    left join log.events e on e.id = p.event_id
    where p.position < 1 order by p.position desc limit 1`;
  if (below) return { fault: 'position_below_one', ...below };
  const [lost] = await sql<{ stream: string; version: number }[]>`
    select e.stream, e.version from log.events e
    where not exists (select from log.positions p where p.event_id = e.id)
      and not exists (select from log.outbox o where o.event_id = e.id)
    order by e.id limit 1`;
  if (lost) return { fault: 'event_without_position', position: null, ...lost };
  const [stray] = await sql<Omit<LogDifference, 'fault'>[]>`
    select p.position::int as position, e.stream, e.version from log.outbox o
    left join log.positions p on p.event_id = o.event_id
    left join log.events e on e.id = o.event_id
    where p.position is not null or e.id is null
    order by o.event_id limit 1`;
  if (stray) return { fault: 'outbox_contradicts', ...stray };
  // The end of a log cut off leaves a chain that is right as far as it goes; its readers know more.
  const [ahead] = await sql`
    select from (
      select position from readmodels.projection_checkpoints
      union all select position from ops.reaction_checkpoints
    ) reader
    where position > (select coalesce(max(position), 0) from log.positions) limit 1`;
  if (ahead) return { fault: 'reader_beyond_head', position: head, stream: null, version: null };
  return null;
}
