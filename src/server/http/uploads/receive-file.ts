/**
 * A file, streamed to a staged file: hashed, measured and inspected on the way, so that no more than
 * a chunk of it is ever in memory (or all of it, where it is small), and refused as early as it can be.
 */
import { createHash } from 'node:crypto';
import { displayName } from '#domain/files/file-name.ts';
import { checkSize, type IntakeRules, tooLarge } from '#domain/files/intake.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type StagedFile, type Storage, StorageFullError } from '#infra/storage/storage.ts';
import { ContentInspector, type InspectedContent } from './inspect-content.ts';
import { SmallFile } from './small-file.ts';

export interface ReceivedFile {
  content: InspectedContent;
  staged: StagedFile;
  /** All of it, where it is small; until the resources it was received with go. */
  bytes: Buffer | null;
  name: string;
  sizeBytes: number;
  sha256: string;
}

/** A file as its sender describes it, and its bytes as they come. */
export interface SentFile {
  name: string;
  mimeType: string;
  chunks: AsyncIterable<Buffer>;
}

/** The staged file belongs to `resources`: it goes when they do, unless it was committed. */
export async function receiveFile(
  sent: SentFile,
  storage: Storage,
  limit: IntakeRules,
  resources: AsyncDisposableStack,
): Promise<Result<ReceivedFile>> {
  try {
    const staged = resources.use(await storage.stage());
    return await stream(sent, { staged, small: resources.use(new SmallFile()) }, limit);
  } catch (error) {
    if (error instanceof StorageFullError) return refuse('file.storage_full');
    throw error;
  }
}

async function stream(
  sent: SentFile,
  { staged, small }: { staged: StagedFile; small: SmallFile },
  limit: IntakeRules,
): Promise<Result<ReceivedFile>> {
  // The name that people will read is the one that must not lie.
  const declared = { name: displayName(sent.name, ''), mimeType: sent.mimeType };
  const inspector = new ContentInspector(declared, limit.formats);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of sent.chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > limit.maxSizeBytes) return tooLarge(limit);
    const looked = await inspector.push(chunk);
    if (!looked.ok) return looked;
    hash.update(chunk);
    // Whoever sends it has let go of it, and it was looked at.
    for (const passed of small.add(chunk)) await staged.take(passed);
  }
  const size = checkSize(sizeBytes, limit);
  if (!size.ok) return size;
  const bytes = small.end();
  if (bytes) await staged.write(bytes);
  await staged.end();
  const inspected = await inspector.end(staged.path);
  if (!inspected.ok) return inspected;
  const { fileType, format } = inspected.value;
  return accept({
    content: inspected.value,
    staged,
    bytes,
    name: displayName(sent.name, `${fileType === 'image' ? 'picture' : 'document'}.${format}`),
    sizeBytes,
    sha256: hash.digest('hex'),
  });
}
