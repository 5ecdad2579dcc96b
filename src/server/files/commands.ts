/** What REST and tRPC both carry out on files. */
import { z } from 'zod';
import { displayName } from '#domain/files/file-name.ts';
import { type FileCommand, type FileDetails, fileDecider } from '#domain/files/file.decider.ts';
import { altText } from '#domain/files/file.events.ts';
import {
  type FileActor,
  type FilePlace,
  mayChangeFile,
  maySeeFile,
} from '#domain/files/file.permissions.ts';
import { keptUntil } from '#domain/files/trash.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { text } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { readStream } from '#infra/log/read.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { FileRow, ShownFile } from '#readmodels/files/file.entity.ts';
import { fileFold } from '#readmodels/files/file.fold.ts';
import { fileActor } from '#readmodels/files/file-actor.query.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { projectFor } from '#readmodels/projects/projects.query.ts';
import type { Caller } from '../auth/caller.ts';
import { commit } from '../commit.ts';
import { viewerOf } from '../auth/viewer.ts';

/** A name as somebody types it, made fit to be shown as a sent one is. */
export const givenName = text(1, 1000)
  .transform((name) => displayName(name, ''))
  .refine((name) => name !== '', { error: 'too_short' });

export const fileDetails = z.object({
  altText: altText.optional(),
  name: givenName.optional(),
});

/** Puts a file into the trash, where it is kept for this many days. One that is in it stays as it is. */
export async function trashFile(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { fileId, keptDays }: { fileId: string; keptDays: number },
): Promise<Result<null>> {
  const command = { type: 'TrashFile', keptUntil: keptUntil(Date.now(), keptDays) } as const;
  const trashed = await decideFile(platform, caller, metadata, fileId, command);
  return trashed.ok ? accept(null) : trashed;
}

/** Out of the trash, to where it was. */
export function restoreFile(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  fileId: string,
): Promise<Result<ShownFile>> {
  return decideFile(platform, caller, metadata, fileId, { type: 'RestoreFile' });
}

/** Its name and its description; its bytes never change. */
export function changeFile(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { fileId, details }: { fileId: string; details: FileDetails },
): Promise<Result<ShownFile>> {
  return decideFile(platform, caller, metadata, fileId, { type: 'ChangeDetails', details });
}

/** Answers from the stream: what is stored is told so, however far behind the read model is. */
async function decideFile(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  fileId: string,
  command: FileCommand,
): Promise<Result<ShownFile>> {
  const allowed = await changeableFile(platform, caller, fileId);
  if (!allowed.ok) return allowed;
  const { database, eventLog } = platform;
  const decided = await commit(platform, metadata, async (unit): Promise<Result<FileRow>> => {
    const done = await unit.command(fileDecider, fileId, command);
    if (!done.ok) return done;
    const stream = `${fileDecider.category}-${fileId}`;
    const { events } = await readStream(unit.tx, eventLog.keys, stream);
    const row = events.reduce(fileFold.evolve, fileFold.initial);
    return row ? accept(row) : refuse('request.not_found');
  });
  if (!decided.ok) return decided;
  const file = decided.value;
  const found = await fileFor(database, viewerOf(caller), fileId);
  const [uploader] = await namesOf(database.sql, [file.uploadedBy]);
  const { deduplicated = false, isDeletable = false } = found ?? {};
  return accept({ file, uploader: uploader ?? null, deduplicated, isDeletable });
}

/** Whether the caller may change it, and where it is; from its stream, so a new file is there. */
export async function changeableFile(
  { database, eventLog }: Platform,
  caller: Caller,
  fileId: string,
  where: { also?: 'archived' } = {},
): Promise<Result<{ actor: FileActor; place: FilePlace }>> {
  const file = await loadState(eventLog.sql, eventLog.keys, fileDecider, fileId);
  if (!file.uploaded || file.status === 'deleted') return refuse('request.not_found');
  const { projectId } = file.uploaded;
  const project = projectId ? await projectFor(database, projectId, caller.personId) : undefined;
  const actor = await fileActor(database.orm, viewerOf(caller), file.uploaded);
  if (mayChangeFile(actor, file.uploaded)) {
    const isArchived = project?.archived_at && where.also !== 'archived';
    return isArchived ? refuse('project.archived') : accept({ actor, place: file.uploaded });
  }
  const isSeen = file.keptUntil === null && maySeeFile(actor, file.uploaded);
  return refuse(isSeen ? 'auth.forbidden' : 'request.not_found');
}
