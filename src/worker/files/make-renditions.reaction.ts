import { FileScanned, FileUploaded } from '#domain/files/file.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { fileTypeOf } from '#readmodels/files/file-type.query.ts';
import { idMadeFrom } from '../event-identity.ts';
import type { FileJobData } from './file-job.ts';
import { makeRenditionsJob } from './make-renditions.job.ts';

/**
 * `FileUploaded` of a picture → the job that makes what is given out; where the scanner has to look
 * at it first, `FileScanned` → the same.
 */
export const makeRenditionsReaction: Reaction = {
  name: 'files.make-renditions',
  from: 'beginning',
  handles: [FileUploaded.type, FileScanned.type],
  react: async (event, { tx, send }) => {
    const fileId = await pictureToPrepare(event, tx);
    if (!fileId) return;
    const data: FileJobData = { fileId, eventId: event.id };
    await send({
      queue: makeRenditionsJob.queue,
      id: idMadeFrom(event, makeRenditionsJob.queue),
      data,
    });
  },
};

async function pictureToPrepare(event: RecordedEvent, sql: SqlRunner): Promise<string | null> {
  if (event.type === FileUploaded.type) {
    const { fileId, fileType, awaitsScan } = FileUploaded.schema.parse(event.data);
    return fileType === 'document' || awaitsScan ? null : fileId;
  }
  const { fileId, outcome } = FileScanned.schema.parse(event.data);
  if (outcome !== 'clean') return null;
  const fileType = await fileTypeOf(sql, fileId);
  return fileType === null || fileType === 'document' ? null : fileId;
}
