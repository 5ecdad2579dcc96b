/** A multipart form, its parts in any order: its fields, and its files one after the other. */
import type { IncomingMessage } from 'node:http';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { BrokenFormError, FormTooLargeError } from './broken-form.ts';
import type { SentFile } from './receive-file.ts';

export interface FormRules {
  /** Under which names a file may come. */
  fileFields: readonly string[];
  maxFiles: number;
  /** Of each. */
  maxSizeBytes: number;
  /** For a form that is larger than its files could make it, or says so of itself. */
  tooLarge: Result<never>;
}

const maxFields = 20;
const maxFieldBytes = 8 * 1024;
const maxFieldNameBytes = 100;
/** Boundaries, headers and fields: what a form may be larger than its files. */
const overheadBytes = 256 * 1024;

/** @param take is given one file more than there may be, and may refuse the whole form. */
export async function readForm(
  request: FastifyRequest,
  rules: FormRules,
  take: (file: MultipartFile) => Promise<Result<unknown>>,
): Promise<Result<Record<string, string>>> {
  if (!request.isMultipart()) return refuse('file.missing');
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (announcedBytes > maxBytesOf(rules)) return rules.tooLarge;
  const fields: Record<string, string> = {};
  try {
    for await (const part of partsOf(request, rules)) {
      if (part.type === 'field') {
        if (part.valueTruncated || part.fieldnameTruncated) return refuse('request.too_large');
        fields[part.fieldname] = String(part.value);
        continue;
      }
      if (!rules.fileFields.includes(part.fieldname)) return refuse('file.missing');
      const taken = await take(part);
      if (!taken.ok) return taken;
    }
  } catch (error) {
    if (!(error instanceof BrokenFormError)) throw error;
    return error.cause instanceof FormTooLargeError
      ? rules.tooLarge
      : { ok: false, refusal: error.refusal };
  }
  return accept(fields);
}

async function* partsOf(request: FastifyRequest, rules: FormRules): AsyncIterable<Multipart> {
  // One more than is taken, so that too many are noticed rather than passed over.
  const files = rules.maxFiles + 1;
  const limits = {
    files,
    fields: maxFields,
    parts: maxFields + files,
    fieldSize: maxFieldBytes,
    fieldNameSize: maxFieldNameBytes,
    fileSize: rules.maxSizeBytes + 1,
  };
  try {
    using _watch = watchSize(request.raw, maxBytesOf(rules));
    yield* request.parts({ limits });
  } catch (error) {
    throw new BrokenFormError(error);
  }
}

function maxBytesOf({ maxFiles, maxSizeBytes }: FormRules): number {
  return maxFiles * maxSizeBytes + overheadBytes;
}

/** Who does not say how much will come could send for ever what no part's limit sees: beside them, and in refused ones. */
function watchSize(body: IncomingMessage, maxBytes: number): Disposable {
  let bytes = 0;
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) return;
    body.off('data', count);
    // Whoever reads it stops with this, and the connection stays for the answer.
    body.emit('error', new FormTooLargeError());
  };
  body.on('data', count);
  return { [Symbol.dispose]: () => void body.off('data', count) };
}

/** @param bytes the part's stream, or what reads it in another way. */
export function sentIn(part: MultipartFile, bytes: AsyncIterable<Buffer> = part.file): SentFile {
  return { name: nameIn(part), mimeType: part.mimetype, chunks: chunksOf(bytes) };
}

/** What would end a name early browsers write so; by the Fetch standard ("parse a multipart/form-data name") it is read so. */
export function nameIn({ filename }: Partial<Pick<MultipartFile, 'filename'>>): string {
  return (filename ?? '').replaceAll(/%(?:22|0A|0D)/g, decodeURIComponent);
}

/** What the form's stream throws is the sender's fault; what its reader throws is not. */
async function* chunksOf(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw new BrokenFormError(error);
  }
}
