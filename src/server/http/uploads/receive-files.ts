/** A form with many files, each of them taken or refused on its own; its parts in any order. */
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { displayName } from '#domain/files/file-name.ts';
import type { IntakeRules } from '#domain/files/intake.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { nameIn, readForm, sentIn } from './read-form.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';

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
  { fileFields, maxFiles, limit }: FilesRules,
  resources: AsyncDisposableStack,
): Promise<Result<FilesForm>> {
  const { maxSizeBytes } = limit;
  const rules = { fileFields, maxFiles, maxSizeBytes, tooLarge: refuse('request.too_large') };
  const files: FilesForm['files'] = [];
  const fields = await readForm(request, rules, async (part) => {
    if (files.length === maxFiles) {
      return refuse('file.too_many', { params: { max_files: maxFiles } });
    }
    const received = await receiveWhole(part, storage, limit, resources);
    files.push({ name: displayName(nameIn(part), 'file'), received });
    return accept(null);
  });
  if (!fields.ok) return fields;
  return files.length > 0 ? accept({ fields: fields.value, files }) : refuse('file.missing');
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
