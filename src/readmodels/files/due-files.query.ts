import type { Sql } from '#infra/db/database.ts';

/** A file that goes for good, and where all its bytes are. */
export interface DueFile {
  fileId: string;
  storageKeys: string[];
}

/** Those whose time in the trash is over, by pages of ids. */
export async function dueFiles(
  sql: Sql,
  { now, after, limit }: { now: Date; after: string | null; limit: number },
): Promise<DueFile[]> {
  return sql<DueFile[]>`
    select ${places(sql)}
    from files
    where kept_until <= ${now.toISOString()} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`;
}

/** Where all the bytes of one file are, in the trash or not. */
export async function storageKeysOf(sql: Sql, fileId: string): Promise<string[]> {
  const [file] = await sql<DueFile[]>`select ${places(sql)} from files where id = ${fileId}`;
  return file?.storageKeys ?? [];
}

const places = (sql: Sql) => sql`
  id as "fileId",
  array_remove(
    array[original_key, stored_key]
      || array(select thumbnail ->> 'storageKey' from jsonb_array_elements(thumbnails) thumbnail),
    null
  ) as "storageKeys"`;
