import { type FileCommand, fileDecider, type FileState } from '#domain/files/file.decider.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { loadState } from '../log/state.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';
import type { UnitOfWork } from '../log/transact.ts';
import type { SqlRunner } from '../db/database.ts';
import { letGoOfContent } from './file-contents.ts';
import { ownerIdOf } from './storage-key.ts';
import { freeSpace } from './storage-use.ts';

/**
 * Deletes a file for good, as its stream decides, with all that was kept for it but the bytes. Returns
 * the owners' ids of those contents that were nobody else's: whoever has the storage deletes them
 * after the transaction, and where it dies before that, the sweep of orphans does.
 */
export async function deleteFile(
  { tx, command }: UnitOfWork,
  keys: SubjectKeys,
  fileId: string,
  why: FileCommand & { type: 'DeleteFile' | 'DeleteForGood' },
): Promise<Result<Set<string>>> {
  const decided = await command(fileDecider, fileId, why);
  if (!decided.ok) return decided;
  // After the decision: before it a job could still add bytes, which then would be nobody's.
  const file = await loadState(tx, keys, fileDecider, fileId);
  if (!file.uploaded || decided.value.events.length === 0) return accept(new Set());
  const { uploadedBy: personId, sizeBytes } = file.uploaded;
  await freeSpace(tx, { personId, sizeBytes });
  // Their passwords' hashes are of no use to anybody any more.
  await tx`delete from auth.share_links where file_id = ${fileId}`;
  return accept(await letGoOfAll(tx, file));
}

/** Those of the file's contents that were nobody else's. A document is given out as it was sent: one content. */
async function letGoOfAll(tx: SqlRunner, { storageKeys }: FileState): Promise<Set<string>> {
  const { stored, original } = storageKeys;
  const keys = [stored, original].filter((key) => key !== null);
  const gone = new Set<string>();
  for (const [id, key] of new Map(keys.map((key) => [ownerIdOf(key), key]))) {
    if (await letGoOfContent(tx, key)) gone.add(id);
  }
  return gone;
}
