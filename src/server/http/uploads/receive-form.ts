/** A form with exactly one file, its parts in any order. */
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { type IntakeRules, tooLarge } from '#domain/files/intake.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { BrokenFormError } from './broken-form.ts';
import { type ReceivedFile, receiveFile, type SentFile } from './receive-file.ts';

export interface ReceivedForm {
  fields: Record<string, string>;
  file: ReceivedFile;
}

export interface FormRules {
  /** Under which names the file may come. */
  fileFields: readonly string[];
  limit: IntakeRules;
}

const maxFields = 20;
const maxFieldBytes = 8 * 1024;
const maxFieldNameBytes = 100;
/** Boundaries, headers and fields: what a form may be larger than its file. */
export const formOverheadBytes = 256 * 1024;

/** What is staged on the way belongs to `resources`. */
export async function receiveForm(
  request: FastifyRequest,
  storage: Storage,
  rules: FormRules,
  resources: AsyncDisposableStack,
): Promise<Result<ReceivedForm>> {
  if (!request.isMultipart()) return refuse('file.missing');
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (announcedBytes > rules.limit.maxSizeBytes + formOverheadBytes) return tooLarge(rules.limit);
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
  { fileFields, limit }: FormRules,
  resources: AsyncDisposableStack,
): Promise<Result<ReceivedForm>> {
  const fields: Record<string, string> = {};
  let file: ReceivedFile | null = null;
  for await (const part of partsOf(request, limit)) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) return refuse('request.too_large');
      fields[part.fieldname] = String(part.value);
      continue;
    }
    if (file || !fileFields.includes(part.fieldname)) return refuse('file.missing');
    const received = await receiveFile(sentIn(part), storage, limit, resources);
    if (!received.ok) return received;
    file = received.value;
  }
  return file ? accept({ fields, file }) : refuse('file.missing');
}

export function formLimits(files: number, maxSizeBytes: number) {
  return {
    files,
    fields: maxFields,
    parts: maxFields + files,
    fieldSize: maxFieldBytes,
    fieldNameSize: maxFieldNameBytes,
    fileSize: maxSizeBytes + 1,
  };
}

async function* partsOf(request: FastifyRequest, limit: IntakeRules): AsyncIterable<Multipart> {
  // One more than is taken, so that too many are noticed rather than passed over.
  const parts = request.parts({ limits: formLimits(2, limit.maxSizeBytes) });
  try {
    yield* parts;
  } catch (error) {
    throw new BrokenFormError(error);
  }
}

/** @param bytes the part's stream, or what reads it in another way. */
export function sentIn(part: MultipartFile, bytes: AsyncIterable<Buffer> = part.file): SentFile {
  return { name: part.filename ?? '', mimeType: part.mimetype, chunks: chunksOf(bytes) };
}

/** What the form's stream throws is the sender's fault; what its reader throws is not. */
async function* chunksOf(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw new BrokenFormError(error);
  }
}
