import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, customType } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

/** RFC 3339, UTC, in and out. The log keeps milliseconds, so does every table. */
const instantType = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

export function instant(name: string) {
  return instantType(name);
}

/**
 * What a search looks through by words. Of no language: people here write in several, and names are
 * of none. Searches say it in the same way, or the index is not used.
 */
export function wordsOf(...columns: [AnyPgColumn, ...AnyPgColumn[]]): SQL {
  return sql`to_tsvector('simple', ${sql.join(columns, sql.raw(` || ' ' || `))})`;
}
