/** A form with exactly one file, its parts in any order. */
import type { FastifyRequest } from 'fastify';
import { type IntakeRules, tooLarge } from '#domain/files/intake.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { readForm, sentIn } from './read-form.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';

export interface ReceivedForm {
  fields: Record<string, string>;
  file: ReceivedFile;
}

interface FormRules {
  /** Under which names the file may come. */
  fileFields: readonly string[];
  limit: IntakeRules;
}

/** What is staged on the way belongs to `resources`. */
export async function receiveForm(
  request: FastifyRequest,
  storage: Storage,
  { fileFields, limit }: FormRules,
  resources: AsyncDisposableStack,
): Promise<Result<ReceivedForm>> {
  const { maxSizeBytes } = limit;
  const rules = { fileFields, maxFiles: 1, maxSizeBytes, tooLarge: tooLarge(limit) };
  const files: ReceivedFile[] = [];
  const fields = await readForm(request, rules, async (part) => {
    if (files.length > 0) return refuse('file.missing');
    const received = await receiveFile(sentIn(part), storage, limit, resources);
    if (received.ok) files.push(received.value);
    return received;
  });
  if (!fields.ok) return fields;
  const [file] = files;
  return file ? accept({ fields: fields.value, file }) : refuse('file.missing');
}
