/**
 * Takes the bytes of one request in. What has come counts by parts, so that not much is sent again
 * when a connection or a server dies; the last part is kept aside, as it counts with the file.
 */
import { randomUUID } from 'node:crypto';
import { addAbortSignal, type Readable } from 'node:stream';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { checkSpace } from '#infra/storage/storage-use.ts';
import { partKey } from '#infra/storage/storage-key.ts';
import { type StagedFile, StorageFullError } from '#infra/storage/storage.ts';
import { addPart, type ResumableUpload } from '#infra/uploads/resumable-uploads.ts';
import type { UploadLease } from '#infra/uploads/upload-lease.ts';
import type { Services } from '../../../services.ts';

/** As much as a dying server loses at the most. */
const partBytes = 4 * 1024 * 1024;

export interface TakenBytes {
  receivedBytes: number;
  /** What came after the parts, where nothing is left to come. */
  last: StagedFile | null;
}

type Needed = Pick<Services, 'storage' | 'platform' | 'settings'>;

export async function takeBytes(
  services: Needed,
  upload: ResumableUpload,
  lease: UploadLease,
  body: Readable,
  resources: AsyncDisposableStack,
): Promise<Result<TakenBytes>> {
  try {
    return await take(services, upload, lease, body, resources);
  } catch (error) {
    if (error instanceof StorageFullError) return refuse('file.storage_full');
    throw error;
  }
}

async function take(
  { storage, platform, settings }: Needed,
  { id, personId, lengthBytes, receivedBytes: alreadyBytes }: ResumableUpload,
  lease: UploadLease,
  body: Readable,
  resources: AsyncDisposableStack,
): Promise<Result<TakenBytes>> {
  let receivedBytes = alreadyBytes;
  let keptBytes = alreadyBytes;
  let staged = resources.use(await storage.stage());
  const { sql } = platform.database;
  const keep = async (): Promise<Result<null>> => {
    const part = { id: randomUUID(), sizeBytes: receivedBytes - keptBytes };
    const space = { personId, sizeBytes: part.sizeBytes, withBegun: true };
    const fits = await checkSpace(sql, settings.uploads, space);
    if (!fits.ok) return fits;
    await staged.finish();
    await storage.commit(staged, partKey(id, part.id));
    await staged[Symbol.asyncDispose]();
    if (await addPart(sql, lease.held, part)) {
      keptBytes = receivedBytes;
      return accept(null);
    }
    await storage.delete(partKey(id, part.id));
    return refuse('upload.busy');
  };
  for await (const chunk of untilCut(body, lease.ending)) {
    if (receivedBytes + chunk.length > lengthBytes) return refuse('request.too_large');
    await staged.write(chunk);
    receivedBytes += chunk.length;
    if (receivedBytes - keptBytes < partBytes || receivedBytes === lengthBytes) continue;
    const kept = await keep();
    if (!kept.ok) return kept;
    staged = resources.use(await storage.stage());
  }
  if (receivedBytes === lengthBytes) {
    await staged.finish();
    return accept({ receivedBytes: keptBytes, last: staged });
  }
  const kept = receivedBytes > keptBytes ? await keep() : accept(null);
  return kept.ok ? accept({ receivedBytes, last: null }) : kept;
}

/** A connection that breaks has delivered what came before: that is what resuming is about. */
async function* untilCut(body: Readable, ending: AbortSignal): AsyncIterable<Buffer> {
  try {
    // Who stops reading before its end does not end it: behind a refusal the rest is discarded.
    yield* addAbortSignal(ending, body).iterator({ destroyOnReturn: false });
  } catch (error) {
    if (!body.destroyed) throw error;
  }
}
