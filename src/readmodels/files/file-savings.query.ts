import type { Sql } from '#infra/db/database.ts';

/** How many bytes less are stored, the trash included, because files that are the same share them. */
export async function savedSize(sql: Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    with objects as (
      -- A document's own bytes are what is given out as well: within one file that saves nothing.
      select distinct id, key, bytes from (
        select id, original_key as key, size_bytes as bytes from files
        union all select id, stored_key, stored_size_bytes from files
        union all select id, thumbnail ->> 'storageKey', (thumbnail ->> 'sizeBytes')::bigint
          from files, jsonb_array_elements(thumbnails) thumbnail
      ) named where key is not null
    )
    select coalesce(sum(bytes * (sharers - 1)), 0)::float8 as bytes from (
      select key, max(bytes) as bytes, count(distinct id) as sharers from objects group by key
    ) shared`;
  return row?.bytes ?? 0;
}
