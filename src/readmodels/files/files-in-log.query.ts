import type { SqlRunner } from '#infra/db/database.ts';

/**
 * Which of these files exist. Asked of the log and not of a read model: one that lags behind, or is
 * being rebuilt, must not make stored bytes look abandoned.
 */
export async function filesInLog(
  sql: SqlRunner,
  fileIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const streams = fileIds.map((id) => `file-${id}`);
  const rows = await sql<{ id: string }[]>`
    select substr(stream, length('file-') + 1) as id
    from log.events where stream = any(${streams}) and version = 1`;
  return new Set(rows.map((row) => row.id));
}
