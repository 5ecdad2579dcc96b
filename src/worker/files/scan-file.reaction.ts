import { FileUploaded } from '#domain/files/file.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import type { FileJobData } from './file-job.ts';
import { scanFileJob } from './scan-file.job.ts';

/** `FileUploaded` that has to be scanned → the job that asks the scanner. */
export const scanFileReaction: Reaction = {
  name: 'files.scan-file',
  from: 'beginning',
  handles: [FileUploaded.type],
  react: async (event, { send }) => {
    const { fileId, awaitsScan } = FileUploaded.schema.parse(event.data);
    if (!awaitsScan) return;
    const data: FileJobData = { fileId, eventId: event.id };
    await send({
      queue: scanFileJob.queue,
      id: idMadeFrom(event, scanFileJob.queue),
      data,
    });
  },
};
