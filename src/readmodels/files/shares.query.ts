import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { fileShares } from '#drizzle/files.ts';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';
import { avatarColumn } from '../people/avatar.ts';
import { personSchema } from '../people/names.query.ts';

/** A link to a file as those see it who may share the file. */
export const shareSchema = z
  .object({
    id: z.string(),
    file_id: z.string(),
    url: z.string(),
    shared_by: personSchema,
    created_at: z.string(),
    expires_at: z.string().nullable(),
    max_downloads: z.int().nullable(),
    has_password: z.boolean(),
    downloads: z.int(),
    last_downloaded_at: z.string().nullable(),
    revoked_at: z.string().nullable(),
  })
  .meta({ id: 'Share' });
export type ShareEntity = z.infer<typeof shareSchema>;

/** All there ever were, latest first. @param urlOf where the link of a share is. */
export async function sharesOf(
  { orm }: Database,
  fileId: string,
  urlOf: (shareId: string) => string,
): Promise<ShareEntity[]> {
  const rows = await orm
    .select({
      share: fileShares,
      by: { id: people.id, name: people.name, avatar_url: avatarColumn },
    })
    .from(fileShares)
    .leftJoin(people, eq(people.id, fileShares.sharedBy))
    .where(eq(fileShares.fileId, fileId))
    .orderBy(desc(fileShares.createdAt), desc(fileShares.id));
  return rows.map(({ share, by }) => ({
    id: share.id,
    file_id: share.fileId,
    url: urlOf(share.id),
    shared_by: by ?? { id: share.sharedBy, name: '', avatar_url: null },
    created_at: share.createdAt,
    expires_at: share.expiresAt,
    max_downloads: share.maxDownloads,
    has_password: share.hasPassword,
    downloads: share.downloads,
    last_downloaded_at: share.lastDownloadedAt,
    revoked_at: share.revokedAt,
  }));
}
