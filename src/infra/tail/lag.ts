import type { SqlRunner } from '../db/database.ts';

/** How far the order of events and the read models are behind what was written, in this moment. */
export interface Lag {
  /** Newest position of the log. */
  head: number;
  /** Up to which all read models show it. */
  visible: number;
  /** How long ago the oldest event was written that has no position yet; 0 where there is none. */
  unplacedForMs: number;
  /** How long ago the first event was written that not all read models show; 0 where there is none. */
  hiddenForMs: number;
}

/** @param projections the names of the read models that count. */
export async function readLag(sql: SqlRunner, projections: readonly string[]): Promise<Lag> {
  const [row] = await sql<Record<keyof Lag, string>[]>`
    with head as (
      select coalesce(max(position), 0) as position from log.positions
    ), visible as (
      select coalesce(min(position), 0) as position from projection_checkpoints
      where name = any(${[...projections]})
    ), unplaced as (
      select e.occurred_at as at from log.outbox o join log.events e on e.id = o.event_id
      order by o.event_id limit 1
    ), hidden as (
      select e.occurred_at as at from log.positions p join log.events e on e.id = p.event_id
      where p.position = (select position + 1 from visible)
    )
    select head.position as head, visible.position as visible,
      coalesce(1000 * extract(epoch from clock_timestamp() - (select at from unplaced)), 0)
        as "unplacedForMs",
      coalesce(1000 * extract(epoch from clock_timestamp() - (select at from hidden)), 0)
        as "hiddenForMs"
    from head, visible`;
  if (!row) throw new Error('the log said nothing of its lag');
  return {
    head: Number(row.head),
    visible: Number(row.visible),
    unplacedForMs: Number(row.unplacedForMs),
    hiddenForMs: Number(row.hiddenForMs),
  };
}
