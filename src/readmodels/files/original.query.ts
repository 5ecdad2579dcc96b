import type { SqlRunner } from '#infra/db/database.ts';

/** The bytes as they were sent. */
export interface OriginalFile {
  fileId: string;
  uploadedBy: string;
  mimeType: string;
  storageKey: string;
}

/** Null where the file was deleted meanwhile. */
export async function originalOf(sql: SqlRunner, fileId: string): Promise<OriginalFile | null> {
  const [original] = await sql<OriginalFile[]>`
    select id as "fileId", uploaded_by as "uploadedBy", mime_type as "mimeType",
           original_key as "storageKey"
    from files where id = ${fileId}`;
  return original ?? null;
}
