/** What an upload may be of, and what its form may say beside the file. */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { altText } from '#domain/files/file.events.ts';
import type { FileFormatName } from '#domain/files/file.formats.ts';
import { checkSize, type IntakeRules, typeNotAccepted } from '#domain/files/intake.ts';
import type { Result } from '#domain/kernel/result.ts';
import type { Settings } from '#infra/env/settings.ts';
import type { WantedPlace } from '../../files/upload-place.ts';
import type { ReceivedFile } from './receive-file.ts';

export type UploadType = 'image' | 'document';

/** A field that is left empty says nothing. */
const orEmpty = <Value extends z.ZodType<string>>(value: Value) =>
  z.literal('').or(value).default('');

const formFields = (types: readonly UploadType[]) =>
  z.object({
    project_id: orEmpty(givenId),
    meeting_id: orEmpty(givenId),
    alt_text: altText.default(''),
    file_type: orEmpty(z.enum(types)),
  });

export interface UploadOptions {
  place: WantedPlace;
  altText: string;
  /** Null where the content says it. */
  type: UploadType | null;
}

/** What a form's fields, or a resumable upload's metadata, ask for. */
export function uploadOptions(
  fields: Record<string, string>,
  types: readonly UploadType[],
): UploadOptions {
  const given = formFields(types).parse(fields);
  return {
    place: { projectId: given.project_id || null, meetingId: given.meeting_id || null },
    altText: given.alt_text,
    type: given.file_type || null,
  };
}

/** The parts of a form come in any order: which type it shall be may be known only at its end. */
export function acceptedFiles(
  { uploads }: Pick<Settings, 'uploads'>,
  types: readonly UploadType[],
): IntakeRules {
  const limits = types.map((type) => uploads[type]);
  return {
    maxSizeBytes: Math.max(...limits.map(({ maxSizeBytes }) => maxSizeBytes)),
    formats: limits.flatMap(({ formats }): readonly FileFormatName[] => formats),
  };
}

/** Whether it may be of the type that it was sent as, now that both are known. */
export function asType(
  { uploads }: Pick<Settings, 'uploads'>,
  type: UploadType,
  { content, sizeBytes }: ReceivedFile,
): Result<null> {
  const { maxSizeBytes, formats } = uploads[type];
  if (content.fileType !== type) return typeNotAccepted(formats);
  return checkSize(sizeBytes, { maxSizeBytes });
}
