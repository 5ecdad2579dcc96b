/** What somebody may do who has nothing but a link: look, and take. */
import { z } from 'zod';
import { SharedFileDownloaded } from '#domain/files/share.events.ts';
import { mayChangeFile } from '#domain/files/file.permissions.ts';
import { fileType } from '#domain/files/file.events.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Platform } from '#infra/platform.ts';
import { type Grant, ShareLinks } from '#infra/storage/share-links.ts';
import type { FileRow } from '#readmodels/files/file.entity.ts';
import { linkedFile } from '#readmodels/files/files.query.ts';
import { passwordMatches } from '../../auth/passwords.ts';
import { commit } from '../../commit.ts';
import type { Services } from '../../services.ts';

/** What a visitor reads before they take it. */
export const sharedFileSchema = z
  .object({
    name: z.string(),
    file_type: fileType,
    mime_type: z.string(),
    size: z.int(),
    placeholder: z.string().nullable(),
    expires_at: z.string().nullable(),
    downloads_left: z.int().nullable().describe('null where it may be taken as often as one likes'),
    ready: z.boolean(),
  })
  .meta({ id: 'SharedFile' });
export type SharedFileEntity = z.infer<typeof sharedFileSchema>;

interface Link {
  shareId: string;
  fileId: string;
  sharedBy: string;
  passwordHash: string | null;
  expiresAt: string | null;
  maxDownloads: number | null;
  downloads: number;
}

type Needed = Pick<Services, 'platform' | 'signingKeys'>;

/** Counts tries of a password; throws where there were too many. */
export type LimitTries = (shareId: string) => Promise<void>;

export interface Visit {
  token: string;
  password: string | null;
  limitTries: LimitTries;
}

export async function lookAtShared(
  services: Needed,
  visit: Visit,
): Promise<Result<SharedFileEntity>> {
  const opened = await openLink(services, visit);
  if (!opened.ok) return opened;
  const { link, file } = opened.value;
  const { maxDownloads, downloads, expiresAt } = link;
  if (maxDownloads !== null && downloads >= maxDownloads) return refuse('share.used_up');
  return accept({
    name: file.originalName,
    file_type: file.fileType,
    mime_type: file.mimeType,
    // Of what they would get, which of a picture is not what was sent.
    size: file.storedSizeBytes ?? file.sizeBytes,
    placeholder: file.placeholder,
    expires_at: expiresAt,
    downloads_left: maxDownloads === null ? null : maxDownloads - downloads,
    ready: file.status === 'ready',
  });
}

/** Counts one download, and grants it. Of several who come for the last one, one gets it. */
export async function takeShared(
  services: Needed,
  visit: Visit,
  metadata: EventMetadata,
): Promise<Result<Grant>> {
  const opened = await openLink(services, visit);
  if (!opened.ok) return opened;
  const { link, file } = opened.value;
  if (file.status === 'quarantined') return refuse('file.quarantined');
  if (file.status !== 'ready') return refuse('file.not_ready');
  const { shareId, sharedBy } = link;
  const { id: fileId, projectId, meetingId } = file;
  const taken = await commit(services.platform, metadata, async ({ tx, append }) => {
    // The row is locked until the end: whoever counts at the same moment comes after.
    const counted = await tx`
      update auth.share_links set downloads = downloads + 1
      where share_id = ${shareId} and (max_downloads is null or downloads < max_downloads)
        and (expires_at is null or expires_at > now())
      returning 1`;
    if (counted.length === 0) return refuse('share.used_up');
    const data = { shareId, fileId, sharedBy, projectId, meetingId };
    await append({
      stream: `share-${shareId}`,
      expectedVersion: 'any',
      events: [SharedFileDownloaded.of(data)],
    });
    return accept(null);
  });
  return taken.ok ? accept(new ShareLinks(services.signingKeys.files).grant(shareId)) : taken;
}

/** The file of a grant: as long as the link is not revoked, and who made it may share the file. */
export async function grantedFile(services: Needed, grant: Grant): Promise<Result<FileRow>> {
  const links = new ShareLinks(services.signingKeys.files);
  if (!links.isGranted(grant)) return refuse('file.link_expired');
  const link = await linkOf(services.platform, grant.shareId);
  const file = link && (await fileBehind(services.platform, link));
  return file ? accept(file) : refuse('share.gone');
}

interface Opened {
  link: Link;
  file: FileRow;
}

async function openLink(
  services: Needed,
  { token, password, limitTries }: Visit,
): Promise<Result<Opened>> {
  const shareId = new ShareLinks(services.signingKeys.files).shareIdOf(token);
  if (!shareId) return refuse('request.not_found');
  const link = await linkOf(services.platform, shareId);
  if (!link) return refuse('share.gone');
  if (link.passwordHash !== null) {
    if (password === null) return refuse('share.password_needed');
    await limitTries(shareId);
    if (!(await passwordMatches(link.passwordHash, password)))
      return refuse('share.password_wrong');
  }
  if (link.expiresAt !== null && Date.parse(link.expiresAt) <= Date.now()) {
    return refuse('share.expired');
  }
  const file = await fileBehind(services.platform, link);
  return file ? accept({ link, file }) : refuse('share.gone');
}

async function linkOf({ database }: Platform, shareId: string): Promise<Link | undefined> {
  const [link] = await database.sql<Link[]>`
    select share_id as "shareId", file_id as "fileId", shared_by as "sharedBy",
           password_hash as "passwordHash", expires_at as "expiresAt",
           max_downloads as "maxDownloads", downloads
    from auth.share_links where share_id = ${shareId}`;
  // However the driver gives a moment: people get it in one form.
  return link && { ...link, expiresAt: link.expiresAt && new Date(link.expiresAt).toISOString() };
}

function fileBehind({ database }: Platform, link: Link): Promise<FileRow | undefined> {
  return linkedFile(database, link.sharedBy, link.fileId, mayChangeFile);
}
