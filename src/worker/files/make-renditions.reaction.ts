import { FileScanned, FileUploaded } from '#domain/files/file.events.ts';
import { imageFormatOf } from '#domain/files/file.formats.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { type OriginalFile, originalOf } from '#readmodels/files/original.query.ts';
import { idMadeFrom } from '../event-identity.ts';
import { type MakeRenditionsData, makeRenditionsJob } from './make-renditions.job.ts';

/**
 * `FileUploaded` of a picture → the job that makes what is given out; where the scanner has to look
 * at it first, `FileScanned` → the same.
 */
export const makeRenditionsReaction: Reaction = {
  name: 'files.make-renditions',
  from: 'beginning',
  handles: [FileUploaded.type, FileScanned.type],
  react: async (event, { tx, send }) => {
    const original = await originalToPrepare(event, tx);
    const format = original && imageFormatOf(original.mimeType);
    if (!format) return;
    const { fileId, uploadedBy, storageKey } = original;
    const data: MakeRenditionsData = { fileId, uploadedBy, storageKey, format, eventId: event.id };
    await send({
      queue: makeRenditionsJob.queue,
      id: idMadeFrom(event, makeRenditionsJob.queue),
      data,
    });
  },
};

async function originalToPrepare(
  event: RecordedEvent,
  sql: SqlRunner,
): Promise<OriginalFile | null> {
  if (event.type === FileUploaded.type) {
    const upload = FileUploaded.schema.parse(event.data);
    return upload.awaitsScan ? null : upload;
  }
  const { fileId, outcome } = FileScanned.schema.parse(event.data);
  return outcome === 'clean' ? originalOf(sql, fileId) : null;
}
