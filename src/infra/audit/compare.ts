import { getTableName } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import type { Projection } from '../projections/projection.ts';

/** The first row, by key, in which a live table and its replay differ. */
export interface TableDifference {
  table: string;
  key: Record<string, unknown>;
  /** Null where the whole row is only on one side; then that side has it and the other is null. */
  column: string | null;
  live: unknown;
  replayed: unknown;
  /** Rows of either side that the other does not have exactly so. */
  differingRows: number;
}

export interface TableComparison {
  table: string;
  rows: number;
  difference: TableDifference | null;
}

type Row = Record<string, unknown>;

export function tablesOf(projections: readonly Projection[]): string[] {
  return projections.flatMap(({ tables }) => tables.map(getTableName));
}

/** The columns of a live table's primary key, in order. */
export async function keyColumns(tx: Transaction, table: string): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select a.attname as name
    from pg_index i
    cross join unnest(i.indkey::int2[]) with ordinality as part (attnum, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.attnum
    where i.indrelid = ${`readmodels.${table}`}::regclass and i.indisprimary
    order by part.place`;
  if (rows.length === 0) throw new Error(`table ${table} has no primary key to compare by`);
  return rows.map(({ name }) => name);
}

/** Compares a live table with the replayed one in `schema`, both ways. */
export async function compareTable(
  tx: Transaction,
  table: string,
  schema: string,
): Promise<TableComparison> {
  const key = await keyColumns(tx, table);
  const live = tx`${tx('readmodels')}.${tx(table)}`;
  const replayed = tx`${tx(schema)}.${tx(table)}`;
  const [count] = await tx<{ rows: string }[]>`select count(*) as rows from ${live}`;
  const rows = await tx<{ side: 'live' | 'replayed'; row: Row; differing: string }[]>`
    select d.compared_side as side, to_jsonb(d) - 'compared_side' as row,
           count(*) over () as differing
    from (
      select 'live' as compared_side, l.* from (
        select * from ${live} except all select * from ${replayed}) l
      union all
      select 'replayed', r.* from (
        select * from ${replayed} except all select * from ${live}) r
    ) d
    order by ${tx(key)}, compared_side limit 2`;
  const [first, second] = rows;
  return {
    table,
    rows: Number(count?.rows),
    difference: first
      ? { ...describe(table, key, first, second), differingRows: Number(first.differing) }
      : null,
  };
}

function describe(
  table: string,
  key: string[],
  first: { side: string; row: Row },
  second: { row: Row } | undefined,
): Omit<TableDifference, 'differingRows'> {
  const keyOf = (row: Row) => Object.fromEntries(key.map((name) => [name, row[name]]));
  const text = (value: unknown) => JSON.stringify(value);
  const keyOfFirst = keyOf(first.row);
  if (second && text(keyOf(second.row)) === text(keyOfFirst)) {
    const column = Object.keys(first.row).find(
      (name) => text(first.row[name]) !== text(second.row[name]),
    );
    if (column) {
      const values = { live: first.row[column], replayed: second.row[column] };
      return { table, key: keyOfFirst, column, ...values };
    }
  }
  return {
    table,
    key: keyOfFirst,
    column: null,
    live: first.side === 'live' ? first.row : null,
    replayed: first.side === 'live' ? null : first.row,
  };
}
