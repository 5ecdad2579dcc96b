/** What a list of files goes by, page after page. */
import { asc, desc, type SQL, sql } from 'drizzle-orm';
import { files } from '#drizzle/files.ts';
import type { FileRow } from './file.entity.ts';

export const fileSorts = ['date', 'name', 'size'] as const;

export interface FilesOrder {
  sort: (typeof fileSorts)[number];
  /** Null for that which one expects: names from their beginning, the latest and the largest first. */
  order: 'asc' | 'desc' | null;
  /** In the trash the date is that at which it came there. */
  trashed: boolean;
  /** As `next_cursor` gave it: the last file's position, and what else the list goes by. */
  cursor: string | null;
}

/** As people sort names: capitals beside small letters, accents beside none, 2 before 10. The index has it too. */
const byName = sql`${files.originalName} collate file_names`;
const maxNameBytes = 1_020;

/** How rows are ordered, which come after the cursor, and the cursor that is a row's. */
export function orderedBy({ sort, order, trashed, cursor }: FilesOrder) {
  const isRising = (order ?? (sort === 'name' ? 'asc' : 'desc')) === 'asc';
  const last = trashed ? files.trashedPosition : files.position;
  const first = { date: [], name: [byName], size: [files.sizeBytes] }[sort];
  const columns = [...first, last].map((column) => sql`${column}`);
  const values = cursor === null ? null : cursorValues(sort, cursor);
  return {
    orderBy: columns.map(isRising ? asc : desc),
    after: values ? comesAfter(columns, values, isRising) : undefined,
    cursorOf: (row: FileRow) => {
      const at = String(trashed ? row.trashedPosition : row.position);
      if (sort === 'date') return at;
      const { originalName, sizeBytes } = row;
      return `${at}_${sort === 'size' ? sizeBytes : Buffer.from(originalName).toString('base64url')}`;
    },
  };
}

/** One comparison of rows: an index answers it by going on where it was. */
function comesAfter(
  columns: readonly SQL[],
  values: readonly (string | number)[],
  isRising: boolean,
): SQL {
  const row = (parts: readonly unknown[]) =>
    sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    );
  return sql`(${row(columns)}) ${isRising ? sql`>` : sql`<`} (${row(values)})`;
}

/** Null for what is no cursor of a list in this order. */
export function cursorValues(sort: FilesOrder['sort'], cursor: string): (string | number)[] | null {
  const [, position, value] = /^(\d{1,15})(?:_([\w-]*))?$/.exec(cursor) ?? [];
  if (position === undefined || (sort === 'date') !== (value === undefined)) return null;
  if (value === undefined) return [Number(position)];
  if (sort === 'size') return /^\d{1,15}$/.test(value) ? [Number(value), Number(position)] : null;
  const name = Buffer.from(value, 'base64url');
  if (name.length > maxNameBytes || name.includes(0)) return null;
  return [name.toString(), Number(position)];
}
