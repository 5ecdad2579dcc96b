import type { FileType } from '#domain/files/file.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';

/** Null where the file was deleted meanwhile. */
export async function fileTypeOf(sql: SqlRunner, fileId: string): Promise<FileType | null> {
  const [file] = await sql<{ type: FileType }[]>`
    select file_type as type from files where id = ${fileId}`;
  return file?.type ?? null;
}
