/**
 * Makes the read models again from position 0, beside the live ones, in the schema
 * `readmodels_next`, then brings the live ones to what came out, while everybody goes on reading
 * and writing.
 *
 * The switch is one transaction. It holds the live checkpoints, so the live projector waits;
 * catches up with it; compares; and replaces, in the live tables, the rows that differ. Renaming
 * one schema into the other's place would be shorter, but is not safe for a reader in a repeatable
 * read transaction that began before it: to its snapshot the new tables are partly empty. Ordinary
 * statements show every reader the rows either before or after, at any isolation level, and leave
 * tables, rights, indexes and prepared statements what they are.
 *
 * Invariant: the live checkpoints move only together with the rows that they stand for. A rebuild
 * that dies before its last commit has changed nothing; the next one starts anew.
 */
import type { Database, Sql, Transaction } from '../db/database.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';
import { advanceProjections } from '../projections/advance.ts';
import { ProjectionEngine } from '../projections/engine.ts';
import type { Projection } from '../projections/projection.ts';
import { compareTable, keyColumns, type TableComparison, tablesOf } from './compare.ts';
import { replay } from './replay.ts';
import { liveCheckpoints, type ProjectionPosition } from './verify-read-models.ts';

export const rebuildSchema = 'readmodels_next';

/** Any constant of our own: one rebuild at a time for a database. */
export const rebuildLock = 7_263_452;

export interface RebuildVerdict {
  /** Where the read models stood when they were switched. */
  position: number;
  /** What a rebuild that had not come to its end had left behind was removed. */
  startedAnew: boolean;
  /** Live read models that had not come as far as the others. */
  behind: ProjectionPosition[];
  tables: TableComparison[];
}

export interface Rebuild {
  /** As the owner, with `readmodels_next` first in its search_path, for this alone. */
  database: Database;
  keys: SubjectKeys;
  projections: readonly Projection[];
  onProgress?: (position: number, upTo: number) => void;
}

/** Another rebuild of this database is under way. */
export class RebuildUnderWay extends Error {
  constructor() {
    super('another rebuild of these read models is under way');
    this.name = 'RebuildUnderWay';
  }
}

/** @returns what was put right; a `RebuildUnderWay` where another process is at it. */
export async function rebuildReadModels(options: Rebuild): Promise<RebuildVerdict> {
  const { database, projections } = options;
  const lock = await database.sql.reserve();
  try {
    const [taken] = await lock<{ ok: boolean }[]>`
      select pg_try_advisory_lock(${rebuildLock}) as ok`;
    if (!taken?.ok) throw new RebuildUnderWay();
    const startedAnew = await prepareTables(database.sql, projections);
    await fillTables(options);
    const verdict = await switchOver(options);
    await database.sql`drop schema ${database.sql(rebuildSchema)} cascade`;
    return { ...verdict, startedAnew };
  } finally {
    await lock`select pg_advisory_unlock(${rebuildLock})`;
    lock.release();
  }
}

/** Empty copies of the live tables. Unlogged: after a crash they are made anew anyway. */
async function prepareTables(sql: Sql, projections: readonly Projection[]): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [found] = await tx`select from pg_namespace where nspname = ${rebuildSchema}`;
    if (found) await tx`drop schema ${tx(rebuildSchema)} cascade`;
    await tx`create schema ${tx(rebuildSchema)}`;
    for (const table of [...tablesOf(projections), 'projection_checkpoints']) {
      await tx`
        create unlogged table ${tx(rebuildSchema)}.${tx(table)}
        (like readmodels.${tx(table)} including all)`;
    }
    return found !== undefined;
  });
}

/** In small transactions up to where the live ones are; what comes meanwhile is for the switch. */
async function fillTables({ database, keys, projections, onProgress }: Rebuild): Promise<void> {
  const engine = new ProjectionEngine(database, keys, projections);
  await engine.prepare();
  const tables = tablesOf(projections);
  const advanceTo = async (position: number) => {
    await engine.catchUp({ upTo: position });
    for (const { name, after, error } of engine.broken.values()) {
      throw new Error(`the read model ${name} cannot be made beyond position ${after}`, {
        cause: error,
      });
    }
  };
  const progress = onProgress ? { onProgress } : {};
  const upTo = await database.sql.begin((tx) => furthest(tx, projections));
  await replay({ sql: database.sql, schema: rebuildSchema, tables, advanceTo, ...progress }, upTo);
  await advanceTo(await database.sql.begin((tx) => furthest(tx, projections)));
}

async function furthest(tx: Transaction, projections: readonly Projection[]): Promise<number> {
  const checkpoints = await liveCheckpoints(tx, projections);
  return Math.max(0, ...checkpoints.map(({ position }) => position));
}

async function switchOver({
  database,
  keys,
  projections,
}: Rebuild): Promise<Omit<RebuildVerdict, 'startedAnew'>> {
  return database.sql.begin(async (tx) => {
    const names = projections.map(({ name }) => name);
    // One that no process has started with yet would otherwise be made again over what is put in.
    await tx`
      insert into readmodels.projection_checkpoints (name, position)
      select unnest(${names}::text[]), 0 on conflict do nothing`;
    await tx`
      select from readmodels.projection_checkpoints
      where name = any(${names}) order by name for update`;
    const checkpoints = await liveCheckpoints(tx, projections);
    const position = Math.max(0, ...checkpoints.map((live) => live.position));
    const scope = { tx, orm: database.orm, keys };
    while ((await advanceProjections(scope, projections, position)).more);
    const tables: TableComparison[] = [];
    for (const table of tablesOf(projections)) {
      const compared = await compareTable(tx, table, rebuildSchema);
      if (compared.difference) await replaceDifferingRows(tx, table);
      tables.push(compared);
    }
    await tx`
      update readmodels.projection_checkpoints set position = ${position}
      where name = any(${names}) and position <> ${position}`;
    return { position, tables, behind: checkpoints.filter((live) => live.position < position) };
  });
}

async function replaceDifferingRows(tx: Transaction, table: string): Promise<void> {
  const live = tx`readmodels.${tx(table)}`;
  const next = tx`${tx(rebuildSchema)}.${tx(table)}`;
  const key = await keyColumns(tx, table);
  const sameKey = key
    .map((name) => tx`live.${tx(name)} = wrong.${tx(name)}`)
    .reduce((one, other) => tx`${one} and ${other}`);
  await tx`
    delete from ${live} live
    using (select * from ${live} except all select * from ${next}) wrong
    where ${sameKey}`;
  await tx`
    insert into ${live}
    select * from ${next} except all select * from ${live}`;
}
