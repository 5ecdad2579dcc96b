/** A form with many files, each of them taken or refused on its own; its parts in any order. */
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { displayName } from '#domain/files/file-name.ts';
import type { IntakeRules } from '#domain/files/intake.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { BrokenFormError } from './broken-form.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';
import { formLimits, formOverheadBytes, sentIn } from './receive-form.ts';

export interface FilesForm {
  fields: Record<string, string>;
  /** In the order sent. */
  files: { name: string; received: Result<ReceivedFile> }[];
}

export interface FilesRules {
  fileFields: readonly string[];
  maxFiles: number;
  limit: IntakeRules;
}

/** What is staged on the way belongs to `resources`. A form that cannot be read to its end gives nothing. */
export async function receiveFiles(
  request: FastifyRequest,
  storage: Storage,
  rules: FilesRules,
  resources: AsyncDisposableStack,
): Promise<Result<FilesForm>> {
  if (!request.isMultipart()) return refuse('file.missing');
  const { maxFiles, limit } = rules;
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (announcedBytes > maxFiles * limit.maxSizeBytes + formOverheadBytes) {
    return refuse('request.too_large');
  }
  try {
    return await readParts(request, storage, rules, resources);
  } catch (error) {
    if (error instanceof BrokenFormError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

async function readParts(
  request: FastifyRequest,
  storage: Storage,
  { fileFields, maxFiles, limit }: FilesRules,
  resources: AsyncDisposableStack,
): Promise<Result<FilesForm>> {
  const form: FilesForm = { fields: {}, files: [] };
  for await (const part of partsOf(request, { maxFiles, limit })) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) return refuse('request.too_large');
      form.fields[part.fieldname] = String(part.value);
      continue;
    }
    if (!fileFields.includes(part.fieldname)) return refuse('file.missing');
    if (form.files.length === maxFiles) {
      return refuse('file.too_many', { params: { max_files: maxFiles } });
    }
    const received = await receiveWhole(part, storage, limit, resources);
    form.files.push({ name: displayName(part.filename ?? '', 'file'), received });
  }
  return form.files.length > 0 ? accept(form) : refuse('file.missing');
}

/** Of a file that is refused early the rest is read into nothing: behind it the next one comes. */
async function receiveWhole(
  part: MultipartFile,
  storage: Storage,
  limit: IntakeRules,
  resources: AsyncDisposableStack,
): Promise<Result<ReceivedFile>> {
  const bytes: AsyncIterable<Buffer> = part.file.iterator({ destroyOnReturn: false });
  const received = await receiveFile(sentIn(part, bytes), storage, limit, resources);
  part.file.resume();
  return received;
}

async function* partsOf(
  request: FastifyRequest,
  { maxFiles, limit }: Pick<FilesRules, 'maxFiles' | 'limit'>,
): AsyncIterable<Multipart> {
  try {
    // One more than is taken, so that too many are noticed rather than passed over.
    yield* request.parts({ limits: formLimits(maxFiles + 1, limit.maxSizeBytes) });
  } catch (error) {
    throw new BrokenFormError(error);
  }
}
