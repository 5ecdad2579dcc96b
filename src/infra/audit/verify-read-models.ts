/**
 * Proves that the read models are what the log makes of them: replays it through the same
 * projections into temporary tables and compares, all in the snapshot of one transaction. So it
 * can run at any time beside the product; nothing waits for it and nothing of it stays.
 */
import type { Database, Transaction } from '../db/database.ts';
import { isOutage } from '../db/outage.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';
import { type Advanced, advanceProjections, type ProjectionScope } from '../projections/advance.ts';
import type { Projection } from '../projections/projection.ts';
import { compareTable, type TableComparison, tablesOf } from './compare.ts';
import { replay } from './replay.ts';

export interface ProjectionPosition {
  name: string;
  position: number;
}

export interface ReadModelsVerdict {
  /** How far each read model had come in the snapshot that was compared. */
  checkpoints: ProjectionPosition[];
  tables: TableComparison[];
}

/** An event that today's code cannot replay, though the log has it as it was written. */
export class ReplayStopped extends Error {
  readonly position: number;

  constructor(position: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ReplayStopped';
    this.position = position;
  }
}

export interface ReadModelsVerification {
  /** With connections of its own: prepared statements of another search_path are none of its. */
  database: Database;
  keys: SubjectKeys;
  projections: readonly Projection[];
  onProgress?: (position: number, upTo: number) => void;
}

/** @returns what differs, by table; it throws where a projection fails on an event of the log. */
export async function verifyReadModels(
  options: ReadModelsVerification,
): Promise<ReadModelsVerdict> {
  const { database, projections } = options;
  return database.sql.begin('isolation level repeatable read', async (tx) => {
    const checkpoints = await liveCheckpoints(tx, projections);
    const tables = tablesOf(projections);
    for (const table of [...tables, 'projection_checkpoints']) {
      await tx`
        create temp table ${tx(table)} (like readmodels.${tx(table)} including all)
        on commit drop`;
    }
    // Only the copies can be found by their names: a projection that looks elsewhere fails.
    await tx`set local search_path = pg_temp`;
    for (const { name } of checkpoints) {
      await tx`insert into projection_checkpoints (name, position) values (${name}, 0)`;
    }
    await replayToEach(tx, options, checkpoints, tables);
    const compared: TableComparison[] = [];
    for (const table of tables) compared.push(await compareTable(tx, table, 'pg_temp'));
    return { checkpoints, tables: compared };
  });
}

/** A projection that was set aside stands further back than the others; each is replayed to its own. */
async function replayToEach(
  tx: Transaction,
  { database, keys, projections, onProgress }: ReadModelsVerification,
  checkpoints: readonly ProjectionPosition[],
  tables: readonly string[],
): Promise<void> {
  const scope = { tx, orm: database.orm, keys };
  const stops = [...new Set(checkpoints.map(({ position }) => position))].sort((a, b) => a - b);
  const advanceTo = async (target: number) => {
    for (const stop of [...stops.filter((position) => position < target), target]) {
      const group = projections.filter(({ name }) =>
        checkpoints.some((live) => live.name === name && live.position >= stop),
      );
      while ((await advanceOrName(scope, group, stop)).more);
    }
  };
  const progress = onProgress ? { onProgress } : {};
  await replay({ sql: tx, schema: 'pg_temp', tables, advanceTo, ...progress }, stops.at(-1) ?? 0);
}

/** A batch; where it fails it is gone through again one by one, to name the event that stops it. */
async function advanceOrName(
  scope: ProjectionScope,
  group: readonly Projection[],
  stop: number,
): Promise<Advanced> {
  const advanceTo = (upTo: number) =>
    scope.tx.savepoint((tx) => advanceProjections({ ...scope, tx }, group, upTo));
  try {
    return await advanceTo(stop);
  } catch (cause) {
    if (isOutage(cause)) throw cause;
    const names = group.map(({ name }) => name);
    const [hindmost] = await scope.tx<{ position: string }[]>`
      select min(position) as position from projection_checkpoints where name = any(${names})`;
    for (let position = Number(hindmost?.position) + 1; position <= stop; position += 1) {
      await advanceTo(position).catch((error: unknown) => {
        if (isOutage(error)) throw error;
        throw new ReplayStopped(position, error);
      });
    }
    return advanceTo(stop);
  }
}

/** How far the live read models are, of those given. */
export async function liveCheckpoints(
  tx: Transaction,
  projections: readonly Projection[],
): Promise<ProjectionPosition[]> {
  const rows = await tx<{ name: string; position: string }[]>`
    select name, position from readmodels.projection_checkpoints
    where name = any(${projections.map(({ name }) => name)}) order by name`;
  return rows.map(({ name, position }) => ({ name, position: Number(position) }));
}
