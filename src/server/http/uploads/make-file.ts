/** The end of every way in: what was received is judged as what it was sent as, and becomes a File. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { altText } from '#domain/files/file.events.ts';
import type { FileFormatName } from '#domain/files/file.formats.ts';
import {
  checkSize,
  type IntakeRules,
  type IntakeType,
  typeNotAccepted,
} from '#domain/files/intake.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { judgeAvatarShape } from '#infra/images/make-avatar.ts';
import { type FileEntity, fileEntity } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../auth/caller.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import type { Services } from '../../services.ts';
import { languageOf } from '../language.ts';
import { ownOrigin } from '../own-origin.ts';
import type { ReceivedFile } from './receive-file.ts';
import { storeFile } from './store-file.ts';

/** What files of people are; their own pictures have a call of their own. */
export const uploadTypes = ['image', 'document'] as const;
export type UploadType = (typeof uploadTypes)[number];

/** What a sender may say of a file, in a form's fields or in a tus upload's metadata. */
export const uploadFields = (types: readonly UploadType[]) =>
  z.object({
    project_id: z.literal('').or(givenId).default(''),
    meeting_id: z.literal('').or(givenId).default(''),
    alt_text: altText.default(''),
    // A person's picture is a picture by stricter rules; who does not say so sends any other.
    file_type: z
      .literal('')
      .or(z.enum([...types, ...(types.includes('image') ? (['avatar'] as const) : [])]))
      .default(''),
  });

export type UploadFields = z.infer<ReturnType<typeof uploadFields>>;

/** Which type it shall be may be known only at its end: until then, the widest of what is taken. */
export function widestLimit(
  { uploads }: Services['settings'],
  types: readonly IntakeType[],
): IntakeRules {
  const limits = types.map((type) => uploads[type]);
  return {
    maxSizeBytes: Math.max(...limits.map(({ maxSizeBytes }) => maxSizeBytes)),
    formats: limits.flatMap(({ formats }): readonly FileFormatName[] => formats),
  };
}

export interface MadeFile {
  file: ReceivedFile;
  fields: UploadFields;
  /** Where it is known before; else a new one. */
  fileId?: string;
}

export async function makeFile(
  services: Services,
  request: FastifyRequest,
  caller: Caller,
  { file, fields, fileId }: MadeFile,
): Promise<Result<FileEntity>> {
  const { settings } = services;
  const fileType = fields.file_type || file.content.fileType;
  const typed = asType(settings, fileType, file);
  if (!typed.ok) return typed;
  const stored = await storeFile(services, caller, {
    file,
    fileType,
    fileId,
    place: { projectId: fields.project_id || null, meetingId: fields.meeting_id || null },
    altText: fields.alt_text,
    requestId: request.id,
  });
  if (!stored.ok) return stored;
  const addresses = fileAddresses(services, caller.personId, ownOrigin(settings, request));
  const language = languageOf(request.headers['accept-language']);
  return accept(fileEntity(stored.value, addresses, language));
}

/** Whether it may be of the type that it was sent as, now that both are known. */
function asType(
  { uploads }: Services['settings'],
  type: IntakeType,
  { content, sizeBytes }: ReceivedFile,
): Result<null> {
  const rules: IntakeRules = uploads[type];
  if (content.fileType !== (type === 'document' ? 'document' : 'image')) {
    return typeNotAccepted(rules.formats);
  }
  const sized = checkSize(sizeBytes, rules);
  if (!sized.ok || type !== 'avatar' || content.fileType !== 'image') return sized;
  if (!rules.formats.includes(content.format)) return typeNotAccepted(rules.formats);
  return judgeAvatarShape(content.structure);
}
