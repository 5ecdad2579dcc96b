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
 * Until the transaction ends nobody else deletes this file for good, makes a link to it, or says it along
 * with a message: these are in streams of their own, so the file's would let both happen.
 */
export async function lockFile(tx: SqlRunner, fileId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('ecosystia.file'), hashtext(${fileId}))`;
}

/**
 * Deletes a file for good, as its stream decides, with all that was kept for it but the bytes. Returns
 * where those are that were nobody else's: whoever has the storage deletes them after the transaction,
 * and where it dies before that, the sweep of orphans does.
 */
export async function deleteFile(
  { tx, command }: UnitOfWork,
  keys: SubjectKeys,
  fileId: string,
  why: FileCommand & { type: 'DeleteFile' | 'DeleteForGood' },
): Promise<Result<string[]>> {
  await lockFile(tx, fileId);
  const decided = await command(fileDecider, fileId, why);
  if (!decided.ok) return decided;
  // After the decision: before it a job could still add bytes, which then would be nobody's.
  const file = await loadState(tx, keys, fileDecider, fileId);
  if (!file.uploaded || decided.value.events.length === 0) return accept([]);
  const { uploadedBy: personId, sizeBytes } = file.uploaded;
  await freeSpace(tx, { personId, sizeBytes });
  // Their passwords' hashes are of no use to anybody any more.
  await tx`delete from auth.share_links where file_id = ${fileId}`;
  return accept(await letGoOfAll(tx, file));
}

/** A document is given out as it was sent: then one content has both. */
async function letGoOfAll(tx: SqlRunner, { storageKeys }: FileState): Promise<string[]> {
  const { given, original } = storageKeys;
  const keys = new Set(original === null ? given : [...given, original]);
  const gone: string[] = [];
  for (const ofOne of Map.groupBy(keys, ownerIdOf).values()) {
    const [key] = ofOne;
    if (key && (await letGoOfContent(tx, key))) gone.push(...ofOne);
  }
  return gone;
}
