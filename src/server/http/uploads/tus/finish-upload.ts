/** All has come: it is received once more, from its parts, as a form's file is, and becomes a File. */
import { createReadStream } from 'node:fs';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusals } from '#domain/kernel/refusals.ts';
import { type Result, refuse } from '#domain/kernel/result.ts';
import { partKey } from '#infra/storage/storage-key.ts';
import type { StagedFile, Storage } from '#infra/storage/storage.ts';
import {
  completeUpload,
  giveUpHeldUpload,
  type ResumableUpload,
} from '#infra/uploads/resumable-uploads.ts';
import type { UploadLease } from '#infra/uploads/upload-lease.ts';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../../auth/caller.ts';
import type { Services } from '../../../services.ts';
import { makeFile, uploadFields, uploadTypes, widestLimit } from '../make-file.ts';
import { receiveFile } from '../receive-file.ts';
import { metadataIn } from './tus-headers.ts';

const tusFields = uploadFields(uploadTypes).extend({
  filename: z.string().default(''),
  filetype: z.string().default(''),
  /** Of the whole, in hexadecimal digits. */
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
});

/** What the header says of the file that will come. */
export function fieldsIn(metadata: string): z.infer<typeof tusFields> {
  return tusFields.parse(metadataIn(metadata));
}

interface Arrived {
  upload: ResumableUpload;
  /** What came after its parts. */
  last: StagedFile;
}

/**
 * Where the file is refused for what it is, the upload ends with it; where there is no room for it
 * now, sending the last bytes again tries once more.
 */
export async function finishUpload(
  services: Services,
  request: FastifyRequest,
  caller: Caller,
  { held, ...arrived }: Arrived & Pick<UploadLease, 'held'>,
): Promise<Result<FileEntity>> {
  const { storage, platform } = services;
  const { sql } = platform.database;
  const made = await becomeFile(services, request, caller, arrived);
  if (made.ok) await completeUpload(sql, storage, arrived.upload);
  else if (refusals[made.refusal.code].status < 500) {
    const isEnded = await giveUpHeldUpload(sql, storage, held);
    if (!isEnded) return refuse('upload.busy');
  }
  return made;
}

async function becomeFile(
  services: Services,
  request: FastifyRequest,
  caller: Caller,
  { upload, last }: Arrived,
): Promise<Result<FileEntity>> {
  const { storage, settings } = services;
  const { filename, filetype, sha256, ...fields } = fieldsIn(upload.metadata);
  await using resources = new AsyncDisposableStack();
  const whole = wholeOf(storage, upload, last);
  const sent = { name: filename, mimeType: filetype, chunks: whole.chunks };
  const limit = widestLimit(settings, uploadTypes);
  const received = await receiveFile(sent, storage, limit, resources);
  if (whole.isBroken()) return refuse('file.incomplete');
  if (!received.ok) return received;
  const file = received.value;
  if (sha256 !== '' && sha256 !== file.sha256) return refuse('file.checksum_mismatch');
  // What was received is there until this has ended.
  return await makeFile(services, request, caller, { file, fields, fileId: upload.id });
}

/** Its bytes in their order. A part may be gone: after a power cut, or with a folder that is not shared. */
function wholeOf(storage: Storage, { id, parts }: ResumableUpload, last: StagedFile) {
  let isBroken = false;
  async function* chunks(): AsyncIterable<Buffer> {
    for (const part of parts) {
      const stored = await storage.open(partKey(id, part));
      isBroken ||= stored === null;
      if (isBroken || !stored) return;
      yield* stored;
    }
    yield* createReadStream(last.path);
  }
  return { chunks: chunks(), isBroken: () => isBroken };
}
