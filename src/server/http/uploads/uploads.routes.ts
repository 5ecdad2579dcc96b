/** `/api/v1/core/files/upload/` and `/api/v1/core/images/upload/`: files come in here. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { altText } from '#domain/files/file.events.ts';
import type { FileFormatName } from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type FileEntity, fileEntity } from '#readmodels/files/file.entity.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import type { Services } from '../../services.ts';
import type { StoredAnswer } from '../claimed-answers.ts';
import { idempotencyKeyOf, sendReplay } from '../idempotency.ts';
import { languageOf } from '../language.ts';
import { ownOrigin } from '../own-origin.ts';
import { accepted } from '../refusal-error.ts';
import { claimForm } from './claim-form.ts';
import { type AcceptedFiles, type ReceivedFile, tooLarge } from './receive-file.ts';
import { receiveForm } from './receive-form.ts';
import { storeFile } from './store-file.ts';
import { discardUnreadBodies } from './unread-body.ts';
import { counted } from './upload-counts.ts';

type FileType = 'image' | 'document';

/** What a call takes; where it takes several types, its content or a field says which it is. */
interface Intake {
  fileFields: readonly string[];
  types: readonly FileType[];
}

const files: Intake = { fileFields: ['file'], types: ['image', 'document'] };
const images: Intake = { fileFields: ['image', 'file'], types: ['image'] };

const formFields = (types: readonly FileType[]) =>
  z.object({
    project_id: z.literal('').or(givenId).default(''),
    alt_text: altText.default(''),
    file_type: z.literal('').or(z.enum(types)).default(''),
  });

type Answer = { replay: StoredAnswer } | { made: FileEntity };

export async function uploadsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // Too large is noticed here, while it streams, and is a refusal like any other.
  await app.register(multipart, { throwFileSizeLimit: false });
  discardUnreadBodies(app);
  const config = { idempotency: 'by-route' } as const;

  const take = (intake: Intake) => async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = await counted(() => takeFile(services, request, intake));
    if ('replay' in answer) return sendReplay(reply, answer.replay);
    return reply.code(201).send(answer.made);
  };
  app.post('/core/files/upload', { config }, take(files));
  app.post('/core/images/upload', { config }, take(images));
}

/** Whatever comes of it, nothing is staged any more when this returns. */
async function takeFile(
  services: Services,
  request: FastifyRequest,
  { fileFields, types }: Intake,
): Promise<Answer> {
  const { storage, settings } = services;
  const caller = await requireCaller(services, request);
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  // The parts of a form come in any order: which type it shall be may be known only at its end.
  const limits = types.map((type) => settings.uploads[type]);
  const limit: AcceptedFiles = {
    maxSizeBytes: Math.max(...limits.map(({ maxSizeBytes }) => maxSizeBytes)),
    formats: limits.flatMap(({ formats }): readonly FileFormatName[] => formats),
  };
  const form = accepted(await receiveForm(request, storage, { fileFields, limit }, resources));
  if (key !== null) {
    const claim = await claimForm(services, caller, request, key, form);
    if ('replay' in claim) return claim;
    // The answer, whichever it is, is kept for the key when it is sent.
    request.claim = claim.first;
  }
  const fields = formFields(types).parse(form.fields);
  accepted(asType(settings, fields.file_type || form.file.content.fileType, form.file));
  const stored = await storeFile(services, caller, {
    file: form.file,
    projectId: fields.project_id || null,
    altText: fields.alt_text,
    requestId: request.id,
  });
  const addresses = fileAddresses(services, ownOrigin(settings, request));
  const language = languageOf(request.headers['accept-language']);
  return { made: fileEntity(accepted(stored), addresses, language) };
}

/** Whether it may be of the type that it was sent as, now that both are known. */
function asType(
  { uploads }: Services['settings'],
  type: FileType,
  { content, sizeBytes }: ReceivedFile,
): Result<null> {
  const { maxSizeBytes, formats } = uploads[type];
  if (content.fileType !== type) {
    const params = { formats: formats.map((format) => format.toUpperCase()).join(', ') };
    return refuse('file.type_not_accepted', { params });
  }
  return sizeBytes > maxSizeBytes ? tooLarge({ maxSizeBytes }) : accept(null);
}
