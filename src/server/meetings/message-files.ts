/**
 * The files of a meeting that messages have with them. A file is said along with a message in the
 * message's own stream, and trashed in its own, so neither stream would stop two people who do both
 * at the same moment. Whoever does either holds the files first, and then reads what the log says:
 * so a file that a living message shows is never trashed by the deletion of another.
 */
import { fileDecider } from '#domain/files/file.decider.ts';
import { messageDecider } from '#domain/meetings/message.decider.ts';
import type { Transaction } from '#infra/db/database.ts';
import { loadState } from '#infra/log/state.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';
import { lockFile } from '#infra/storage/delete-file.ts';
import { filesElsewhere } from '#readmodels/files/files-of-meeting.query.ts';
import { livingFile, type ReadableLog } from '#readmodels/files/living-file.query.ts';

/** Holds files until the transaction ends; what is read after that stays true until then. */
export async function holdFiles(tx: Transaction, fileIds: readonly string[]): Promise<void> {
  // In one order, so that two who hold the same never wait for each other.
  for (const fileId of fileIds.toSorted()) await lockFile(tx, fileId);
}

/** Whether all of these are a meeting's files, and none is in the trash. */
export async function areFilesOf(
  log: ReadableLog,
  meetingId: string,
  fileIds: readonly string[],
): Promise<boolean> {
  for (const fileId of fileIds) {
    const file = await livingFile(log, fileId);
    if (file?.meetingId !== meetingId) return false;
  }
  return true;
}

/** The files that a message's author sent along with it, and that are nowhere else. They are held. */
export async function filesOnlyOf(
  tx: Transaction,
  keys: SubjectKeys,
  messageId: string,
): Promise<string[]> {
  const { message, fileIds } = await loadState(tx, keys, messageDecider, messageId);
  if (!message) return [];
  await holdFiles(tx, fileIds);
  const elsewhere = await filesElsewhere(tx, { ...message, fileIds });
  const own: string[] = [];
  for (const fileId of fileIds.filter((id) => !elsewhere.includes(id))) {
    const { uploaded } = await loadState(tx, keys, fileDecider, fileId);
    if (uploaded?.uploadedBy === message.authorId) own.push(fileId);
  }
  return own;
}
