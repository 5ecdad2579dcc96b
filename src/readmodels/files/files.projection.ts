import { eq } from 'drizzle-orm';
import type { fileEvents } from '#domain/files/file.events.ts';
import { files } from '#drizzle/readmodels.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const filesProjection: Projection = {
  name: 'files',
  tables: [files],
  handlers: handlersFor<(typeof fileEvents)[number]>({
    FileUploaded: ({ data, position, occurredAt }, orm) => [
      orm.insert(files).values({
        id: data.fileId,
        uploadedBy: data.uploadedBy,
        projectId: data.projectId,
        fileType: data.fileType,
        originalName: data.originalName,
        altText: data.altText,
        mimeType: data.mimeType,
        sizeBytes: data.sizeBytes,
        sha256: data.sha256,
        width: data.width,
        height: data.height,
        status: 'processing',
        placeholder: data.placeholder,
        originalKey: data.storageKey,
        thumbnails: [],
        createdAt: occurredAt,
        position,
      }),
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
    FileFailed: ({ data }, orm) => [
      orm
        .update(files)
        .set({ status: 'failed', failureCode: data.code })
        .where(eq(files.id, data.fileId)),
    ],
  }),
};
