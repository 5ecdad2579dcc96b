import type { Sql } from '#infra/db/database.ts';

/** A file whose time in the trash is over, and where all its bytes are. */
export interface DueFile {
  fileId: string;
  storageKeys: string[];
}

/** Those that may be deleted for good, by pages of ids. */
export async function dueFiles(
  sql: Sql,
  { now, after, limit }: { now: Date; after: string | null; limit: number },
): Promise<DueFile[]> {
  return sql<DueFile[]>`
    select id as "fileId",
           array_remove(
             array[original_key, stored_key]
               || array(select thumbnail ->> 'storageKey' from jsonb_array_elements(thumbnails) thumbnail),
             null
           ) as "storageKeys"
    from files
    where kept_until <= ${now.toISOString()} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`;
}
