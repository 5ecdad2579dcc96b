import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Orm, Transaction } from '../db/database.ts';
import { readLog } from '../log/read.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';
import type { Projection, Statement } from './projection.ts';

/** What a projection's statements run in: which copy of the tables is up to its search_path. */
export interface ProjectionScope {
  tx: Transaction;
  /** Only builds statements. */
  orm: Orm;
  keys: SubjectKeys;
}

export interface Advanced {
  /** The names of those that moved. */
  moved: string[];
  /** What they moved by, in order. */
  events: readonly RecordedEvent[];
  /** Whether another call may find more to do. */
  more: boolean;
}

const batchSize = 500;
const nothing: Advanced = { moved: [], events: [], more: false };

/**
 * Moves the hindmost of these projections by one batch, their checkpoints with them. The live
 * engine, a rebuild and the comparison with a replay all come through here.
 *
 * @param atHand part of the log that need not be read again, without gaps.
 */
export async function advanceProjections(
  scope: ProjectionScope,
  projections: readonly Projection[],
  upTo: number,
  atHand: readonly RecordedEvent[] = [],
): Promise<Advanced> {
  const { tx, keys } = scope;
  const checkpoints = await tx<{ name: string; position: string }[]>`
    select name, position from projection_checkpoints
    where name = any(${projections.map(({ name }) => name)}) order by name for update`;
  if (checkpoints.length === 0) return nothing;
  const at = new Map(checkpoints.map((row) => [row.name, Number(row.position)]));
  const lowest = Math.min(...at.values());
  const others = [...at.values()].filter((position) => position > lowest);
  const group = projections.filter(({ name }) => at.get(name) === lowest);
  const range = { after: lowest, upTo: Math.min(upTo, ...others), limit: batchSize };
  const known = partOf(atHand, range);
  const events = known.length > 0 ? known : await readLog(tx, keys, range);
  const last = events.at(-1);
  if (!last) return nothing;
  const names = group.map(({ name }) => name);
  await Promise.all([
    ...apply(scope, group, events),
    tx`update projection_checkpoints set position = ${last.position} where name = any(${names})`,
  ]);
  return { moved: names, events, more: events.length === batchSize || others.length > 0 };
}

/** Empty unless it begins right behind `after`. */
function partOf(
  atHand: readonly RecordedEvent[],
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): readonly RecordedEvent[] {
  const start = after + 1 - (atHand[0]?.position ?? Number.POSITIVE_INFINITY);
  if (start < 0) return [];
  return atHand.slice(start, start + limit).filter(({ position }) => position <= upTo);
}

/** Statements are sent without waiting for each other; one connection keeps their order. */
function apply(
  { tx, orm }: ProjectionScope,
  group: readonly Projection[],
  events: readonly RecordedEvent[],
): Promise<unknown>[] {
  const statements: Statement[] = [
    ...events.flatMap((event) =>
      group.flatMap(({ handlers }) => handlers[event.type]?.(event, orm) ?? []),
    ),
    ...group.flatMap(({ batch }) => batch?.(events, orm) ?? []),
  ];
  return statements.map((statement) => {
    const { sql, params } = statement.toSQL();
    return tx.unsafe(sql, params as never[], { prepare: true });
  });
}
