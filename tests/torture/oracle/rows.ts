import type postgres from 'postgres';

export interface EventRow {
  id: string;
  stream: string;
  version: number;
  type: string;
  typeVersion: number;
  data: Record<string, unknown>;
  metadata: { requestId?: string; causationId?: string };
  occurredAt: string;
  digest: Buffer;
}

export interface PositionRow {
  position: number;
  eventId: string;
  hash: Buffer;
}

/** The log as it lies there. */
export interface Rows {
  events: EventRow[];
  positions: PositionRow[];
  /** The first position of each event. */
  positionOf: ReadonlyMap<string, number>;
  outbox: string[];
  effects: { reaction: string; eventId: string }[];
  checkpoints: { name: string; position: number }[];
}

export async function readRows(sql: postgres.Sql): Promise<Rows> {
  const events = await sql<EventRow[]>`
    select id, stream, version, type, type_version as "typeVersion", data, metadata,
           to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt",
           digest
    from log.events order by id`;
  const positions = await sql<PositionRow[]>`
    select position::float8 as position, event_id as "eventId", hash
    from log.positions order by position`;
  const outbox = await sql<{ eventId: string }[]>`select event_id as "eventId" from log.outbox`;
  const positionOf = new Map<string, number>();
  for (const { eventId, position } of positions) {
    if (!positionOf.has(eventId)) positionOf.set(eventId, position);
  }
  return {
    events,
    positions,
    positionOf,
    outbox: outbox.map(({ eventId }) => eventId),
    effects: await sql`select reaction, event_id as "eventId" from torture.effects`,
    checkpoints: await sql`
      select name, position::float8 as position from readmodels.projection_checkpoints
      union all select name, position::float8 from ops.reaction_checkpoints`,
  };
}
