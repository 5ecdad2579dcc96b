import { FileUploaded } from '#domain/files/file.events.ts';
import { imageFormatOf } from '#domain/files/file.formats.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import { type MakeRenditionsData, makeRenditionsJob } from './make-renditions.job.ts';

/** `FileUploaded` of a picture → the job that makes what is given out. */
export const makeRenditionsReaction: Reaction = {
  name: 'files.make-renditions',
  from: 'beginning',
  handles: [FileUploaded.type],
  react: async (event, { send }) => {
    const upload = FileUploaded.schema.parse(event.data);
    const format = imageFormatOf(upload.mimeType);
    if (!format) return;
    const { fileId, uploadedBy, storageKey } = upload;
    const data: MakeRenditionsData = { fileId, uploadedBy, storageKey, format, eventId: event.id };
    await send({
      queue: makeRenditionsJob.queue,
      id: idMadeFrom(event, makeRenditionsJob.queue),
      data,
    });
  },
};
