/**
 * The one order of all events. Identity columns and transaction ids say when an event was begun,
 * not when it became visible, so a reader that follows either loses what commits late. Here one
 * leader takes whatever outbox rows have become visible since its last pass and gives them the
 * next positions, dense, with the chain hash: what commits late simply gets a later position, and
 * a transaction that stays open stalls nobody.
 *
 * Invariant: order within a stream. Version n + 1 is inserted by a statement that sees version n
 * committed or its own, so no pass sees n + 1 without n, and within a pass ids sort them. The
 * same holds for an event and its cause.
 *
 * Invariant: one position each. The lease keeps two leaders from working against each other; it
 * is the primary keys of `log.positions` that make it safe. A leader that was paused past its
 * lease finds its outbox rows gone, or collides and rolls back.
 */
import type { Sql, SqlRunner } from '../db/database.ts';
import type { StoredEvent } from './codec.ts';

/**
 * A leader that says nothing for this long is taken for dead. With the time until the next one looks
 * that is 1.5 s at most, which leaves a busy machine some of the 2 s within which it has to happen.
 */
const leaseMs = 1_200;
export const renewEveryMs = 300;

/** Events in one pass: large enough for the highest rate, small enough to stay below 50 ms. */
const batchSize = 1_000;

/** Takes or renews the lease. */
export async function holdLease(sql: Sql, holder: string): Promise<boolean> {
  const rows = await sql`
    update log.leader
    set holder = ${holder}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
    where holder = ${holder} or leased_until < clock_timestamp()
    returning holder`;
  return rows.length > 0;
}

/** Gives the lease up, so that the next one need not wait for it to run out. */
export async function releaseLease(sql: Sql, holder: string): Promise<void> {
  await sql`update log.leader set leased_until = 'epoch' where holder = ${holder}`;
}

export interface SequencedBatch {
  /** In order, with the positions they were given: nobody who leads has to read them back. */
  events: StoredEvent[];
  /** True where the batch was full: there may be more. */
  more: boolean;
}

/**
 * One pass: gives positions to what has become visible. Does nothing without the lease.
 *
 * Written so that every plan of it looks events up one by one. Postgres takes a batch for a full one,
 * and of two joins made hash joins, that read the whole log twice to place ten events.
 */
export async function sequenceBatch(sql: SqlRunner, holder: string): Promise<SequencedBatch> {
  const events = await sql<StoredEvent[]>`
    with head as (
      select position, hash from log.positions order by position desc limit 1
    ), seed as (
      select coalesce((select position from head), 0) as position,
             coalesce((select hash from head), decode(repeat('00', 32), 'hex')) as hash
    ), drained as (
      delete from log.outbox where event_id = any (array(
        select event_id from log.outbox
        where exists (
          select from log.leader where holder = ${holder} and leased_until > clock_timestamp()
        )
        order by event_id limit ${batchSize}
      ))
      returning event_id
    ), taken as materialized (
      select e.* from drained cross join lateral (
        select id, stream, version, type, type_version, data, metadata, occurred_at, digest
        from log.events where id = drained.event_id limit 1
      ) e
    ), link as (
      select null::bigint as id, position, hash as digest from seed
      union all
      select id, seed.position + row_number() over (order by id), digest from taken cross join seed
    ), chained as (
      select id, position, log.chain(position, digest) over (order by position) as hash from link
    ), placed as (
      insert into log.positions (position, event_id, hash)
      select position, id, hash from chained where id is not null order by position
      returning position, event_id
    )
    select id, position, stream, version, type, type_version, data, metadata, occurred_at
    from placed join taken on id = event_id order by position`;
  return { events: [...events], more: events.length === batchSize };
}
