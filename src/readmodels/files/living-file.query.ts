import { fileDecider } from '#domain/files/file.decider.ts';
import type { FileEvent } from '#domain/files/file.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { loadState } from '#infra/log/state.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

/** The log as it is, or as a transaction sees it. */
export interface ReadableLog {
  sql: SqlRunner;
  keys: SubjectKeys;
}

type Uploaded = Extract<FileEvent, { type: 'FileUploaded' }>['data'];

/**
 * What a file was uploaded as; null where it is in the trash or gone. Whoever holds the file (`lockFile`)
 * may rely on it until the transaction ends.
 */
export async function livingFile(
  { sql, keys }: ReadableLog,
  fileId: string,
): Promise<Uploaded | null> {
  const { uploaded, status, keptUntil } = await loadState(sql, keys, fileDecider, fileId);
  return status === 'deleted' || keptUntil !== null ? null : uploaded;
}
