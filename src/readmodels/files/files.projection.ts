import { eq } from 'drizzle-orm';
import type { fileEvents } from '#domain/files/file.events.ts';
import { files } from '#drizzle/readmodels.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';
import { rowOfUpload } from './file.entity.ts';

export const filesProjection: Projection = {
  name: 'files',
  tables: [files],
  handlers: handlersFor<(typeof fileEvents)[number]>({
    FileUploaded: ({ data, position, occurredAt }, orm) => [
      orm.insert(files).values({ ...rowOfUpload(data, occurredAt), position }),
    ],
    FileReady: ({ data }, orm) => [
      orm
        .update(files)
        .set({
          status: 'ready',
          width: data.width,
          height: data.height,
          storedKey: data.storageKey,
          storedMimeType: data.mimeType,
          storedSizeBytes: data.sizeBytes,
          thumbnails: data.thumbnails,
        })
        .where(eq(files.id, data.fileId)),
    ],
    FileQuarantined: ({ data }, orm) => [
      orm.update(files).set({ status: 'quarantined' }).where(eq(files.id, data.fileId)),
    ],
    FileFailed: ({ data }, orm) => [
      orm
        .update(files)
        .set({ status: 'failed', failureCode: data.code })
        .where(eq(files.id, data.fileId)),
    ],
  }),
};
