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
  /** Whether another call may find more to do. */
  more: boolean;
}

const batchSize = 500;
const nothing: Advanced = { moved: [], more: false };

/**
 * Moves the hindmost of these projections by one batch, their checkpoints with them. The live
 * engine, a rebuild and the comparison with a replay all come through here.
 */
export async function advanceProjections(
  scope: ProjectionScope,
  projections: readonly Projection[],
  upTo: number,
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
  const events = await readLog(tx, keys, {
    after: lowest,
    upTo: Math.min(upTo, ...others),
    limit: batchSize,
  });
  const last = events.at(-1);
  if (!last) return nothing;
  await apply(scope, group, events);
  const names = group.map(({ name }) => name);
  await tx`
    update projection_checkpoints set position = ${last.position} where name = any(${names})`;
  return { moved: names, more: events.length === batchSize || others.length > 0 };
}

/** Statements are sent without waiting for each other; one connection keeps their order. */
async function apply(
  { tx, orm }: ProjectionScope,
  group: readonly Projection[],
  events: readonly RecordedEvent[],
): Promise<void> {
  const statements: Statement[] = [
    ...events.flatMap((event) =>
      group.flatMap(({ handlers }) => handlers[event.type]?.(event, orm) ?? []),
    ),
    ...group.flatMap(({ batch }) => batch?.(events, orm) ?? []),
  ];
  await Promise.all(
    statements.map((statement) => {
      const { sql, params } = statement.toSQL();
      return tx.unsafe(sql, params as never[], { prepare: true });
    }),
  );
}
