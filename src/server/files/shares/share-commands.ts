/** What REST and tRPC both do with links to files, for those who may share them. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { fileDecider } from '#domain/files/file.decider.ts';
import { shareDecider } from '#domain/files/share.decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { utcInstant } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import { lockFile } from '#infra/storage/delete-file.ts';
import { ShareLinks } from '#infra/storage/share-links.ts';
import { type ShareEntity, sharesOf } from '#readmodels/files/shares.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import type { Caller } from '../../auth/caller.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { commit } from '../../commit.ts';
import type { Services } from '../../services.ts';
import { changeableFile } from '../commands.ts';

const maxCount = 1_000_000;

/** What a link may be bound to; null for whatever it is. */
export const newShare = z.object({
  password: z.string().min(4).max(200).nullish().default(null),
  expiresAt: utcInstant
    .refine((moment) => Date.parse(moment) > Date.now(), { error: 'in_the_past' })
    .nullish()
    .default(null),
  maxDownloads: z.int().min(1).max(maxCount).nullish().default(null),
});

/** Where the links are: `/s/<token>`, below what `origin` says. */
export function shareUrls(
  { signingKeys }: Pick<Services, 'signingKeys'>,
  origin: string,
): (shareId: string) => string {
  const links = new ShareLinks(signingKeys.files);
  return (shareId) => `${origin}/s/${links.tokenOf(shareId)}`;
}

export interface SharedFile {
  fileId: string;
  share: z.infer<typeof newShare>;
}

export async function shareFile(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { fileId, share }: SharedFile,
  urlOf: (shareId: string) => string,
): Promise<Result<ShareEntity>> {
  const allowed = await changeableFile(platform, caller, fileId);
  if (!allowed.ok) return allowed;
  const { eventLog, database } = platform;
  const { projectId, meetingId } = allowed.value.place;
  const shareId = uuidv7();
  const { expiresAt, maxDownloads, password } = share;
  const sharedBy = caller.personId;
  const passwordHash = password === null ? null : await hashPassword(password);
  const shared = await commit(platform, metadata, async ({ tx, command }) => {
    await lockFile(tx, fileId);
    const file = await loadState(tx, eventLog.keys, fileDecider, fileId);
    if (file.status === 'deleted') return refuse('request.not_found');
    if (file.keptUntil) return refuse('file.trashed');
    if (file.status === 'quarantined') return refuse('file.quarantined');
    await tx`
      insert into auth.share_links
        (share_id, file_id, shared_by, password_hash, expires_at, max_downloads)
      values (${shareId}, ${fileId}, ${sharedBy}, ${passwordHash}, ${expiresAt}, ${maxDownloads})`;
    const hasPassword = passwordHash !== null;
    const data = { shareId, fileId, sharedBy, projectId, meetingId };
    return command(shareDecider, shareId, {
      type: 'ShareFile',
      ...data,
      expiresAt,
      maxDownloads,
      hasPassword,
    });
  });
  if (!shared.ok) return shared;
  const [by] = await namesOf(database.sql, [sharedBy]);
  return accept({
    id: shareId,
    file_id: fileId,
    url: urlOf(shareId),
    shared_by: by ?? { id: sharedBy, name: '', avatar_url: null },
    created_at: new Date().toISOString(),
    expires_at: expiresAt,
    max_downloads: maxDownloads,
    has_password: passwordHash !== null,
    downloads: 0,
    last_downloaded_at: null,
    revoked_at: null,
  });
}

export async function listShares(
  platform: Platform,
  caller: Caller,
  fileId: string,
  urlOf: (shareId: string) => string,
): Promise<Result<ShareEntity[]>> {
  const allowed = await changeableFile(platform, caller, fileId, { also: 'archived' });
  if (!allowed.ok) return allowed;
  return accept(await sharesOf(platform.database, fileId, urlOf));
}

/** The link is dead on every server when this resolves. One that is revoked stays so. */
export async function revokeShare(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { fileId, shareId }: { fileId: string; shareId: string },
): Promise<Result<null>> {
  const allowed = await changeableFile(platform, caller, fileId, { also: 'archived' });
  if (!allowed.ok) return allowed;
  const { sql, keys } = platform.eventLog;
  const { shared } = await loadState(sql, keys, shareDecider, shareId);
  if (shared?.fileId !== fileId) return refuse('request.not_found');
  const revoked = await commit(platform, metadata, async ({ tx, command }) => {
    await tx`delete from auth.share_links where share_id = ${shareId}`;
    return command(shareDecider, shareId, { type: 'RevokeShare' });
  });
  return revoked.ok ? accept(null) : revoked;
}
