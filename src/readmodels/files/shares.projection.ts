import { eq, sql } from 'drizzle-orm';
import type { FileDeleted } from '#domain/files/file.events.ts';
import type { shareEvents } from '#domain/files/share.events.ts';
import { fileShares } from '#drizzle/files.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const sharesProjection: Projection = {
  name: 'shares',
  tables: [fileShares],
  handlers: handlersFor<(typeof shareEvents)[number] | typeof FileDeleted>({
    FileShared: ({ data, occurredAt }, orm) => [
      orm.insert(fileShares).values({
        id: data.shareId,
        fileId: data.fileId,
        sharedBy: data.sharedBy,
        createdAt: occurredAt,
        expiresAt: data.expiresAt,
        maxDownloads: data.maxDownloads,
        hasPassword: data.hasPassword,
        downloads: 0,
      }),
    ],
    ShareRevoked: ({ data, occurredAt }, orm) => [
      orm.update(fileShares).set({ revokedAt: occurredAt }).where(eq(fileShares.id, data.shareId)),
    ],
    SharedFileDownloaded: ({ data, occurredAt }, orm) => [
      orm
        .update(fileShares)
        .set({ downloads: sql`${fileShares.downloads} + 1`, lastDownloadedAt: occurredAt })
        .where(eq(fileShares.id, data.shareId)),
    ],
    FileDeleted: ({ data }, orm) => [
      orm.delete(fileShares).where(eq(fileShares.fileId, data.fileId)),
    ],
  }),
};
