import { z } from 'zod';
import type { Sql } from '#infra/db/database.ts';

/** What `GET core/files/stats/` says. */
export const fileStatsSchema = z
  .object({
    total_files: z.int(),
    total_size: z.int(),
    files_today: z.int(),
    /** The last thirty days (UTC), the present one last. */
    per_day: z.array(z.object({ date: z.string(), files: z.int(), bytes: z.int() })),
    by_type: z.record(z.string(), z.int()),
    by_mime: z.record(z.string(), z.int()),
    /** How many uploads were refused, by the code of the refusal. */
    errors: z.record(z.string(), z.int()),
    /** Bytes in the storage, the same ones counted once, with what was made of them and the trash. Administrators only. */
    stored_size: z.int().optional(),
  })
  .meta({ id: 'FileStats' });
export type FileStats = z.infer<typeof fileStatsSchema>;

/** Of what one person sent, or of everything where `personId` is null. What lies in the trash is not there. */
export async function fileStats(sql: Sql, personId: string | null): Promise<FileStats> {
  const own = personId ? sql`uploaded_by = ${personId}` : sql`true`;
  const [[row], stored] = await Promise.all([
    sql<FileStats[]>`
      with present as materialized (
        select file_type, mime_type, size_bytes, (created_at at time zone 'utc')::date as day
        from files where trashed_at is null and ${own}
      ), today as (select (now() at time zone 'utc')::date as day),
      refused as (
        select code, sum(count)::int as count from ops.upload_refusals
        where ${personId ? sql`person_id = ${personId}` : sql`true`} group by code
      )
      select
        (select count(*)::int from present) as total_files,
        (select coalesce(sum(size_bytes), 0)::float8 from present) as total_size,
        (select count(*)::int from present where day = (select day from today)) as files_today,
        (select jsonb_agg(jsonb_build_object('date', of_day.day, 'files', of_day.files,
             'bytes', of_day.bytes) order by of_day.day)
         from (
           select dates.day, count(present.day)::int as files,
             coalesce(sum(size_bytes), 0)::bigint as bytes
           from today, generate_series(0, 29) as ago, lateral (select today.day - ago as day) dates
             left join present on present.day = dates.day
           group by dates.day
         ) of_day) as per_day,
        (select coalesce(jsonb_object_agg(file_type, count), '{}') from
          (select file_type, count(*)::int from present group by file_type) types) as by_type,
        (select coalesce(jsonb_object_agg(mime_type, count), '{}') from
          (select mime_type, count(*)::int from present group by mime_type) types) as by_mime,
        (select coalesce(jsonb_object_agg(code, count), '{}') from refused) as errors`,
    personId ? null : storedSize(sql),
  ]);
  if (!row) throw new Error('statistics without a row');
  return stored === null ? row : { ...row, stored_size: stored };
}

/** Bytes that several files have in common are there once. */
async function storedSize(sql: Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(bytes), 0)::float8 as bytes from (
      select distinct on (key) key, bytes from (
        select original_key as key, size_bytes as bytes from files
        union all select stored_key, stored_size_bytes from files
        union all select thumbnail ->> 'storageKey', (thumbnail ->> 'sizeBytes')::bigint
          from files, jsonb_array_elements(thumbnails) thumbnail
      ) objects where key is not null order by key
    ) distinct_objects`;
  return row?.bytes ?? 0;
}
