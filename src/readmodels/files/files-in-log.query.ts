import type { SqlRunner } from '#infra/db/database.ts';

/**
 * What became of these files; those that never were are not in it. Asked of the log and not of a
 * read model: one that lags behind, or is being rebuilt, must not make stored bytes look abandoned.
 */
export async function filesInLog(
  sql: SqlRunner,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, 'kept' | 'deleted'>> {
  const streams = fileIds.map((id) => `file-${id}`);
  const rows = await sql<{ id: string; is_deleted: boolean }[]>`
    select substr(stream, length('file-') + 1) as id,
           bool_or(type = 'FileDeleted') as is_deleted
    from log.events where stream = any(${streams}) group by stream`;
  return new Map(rows.map(({ id, is_deleted }) => [id, is_deleted ? 'deleted' : 'kept']));
}
