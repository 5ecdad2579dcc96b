/** `/api/v1/core/files/upload/` and `/api/v1/core/images/upload/`: files come in here. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FileEntity, fileEntity } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../auth/caller.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import type { Services } from '../../services.ts';
import type { StoredAnswer } from '../claimed-answers.ts';
import { idempotencyKeyOf, sendReplay } from '../idempotency.ts';
import { languageOf } from '../language.ts';
import { ownOrigin } from '../own-origin.ts';
import { accepted } from '../refusal-error.ts';
import { claimForm } from './claim-form.ts';
import { receiveForm } from './receive-form.ts';
import { storeFile } from './store-file.ts';
import { discardUnreadBodies } from './unread-body.ts';
import { counted } from './upload-counts.ts';
import { acceptedFiles, asType, uploadOptions, type UploadType } from './upload-rules.ts';

/** What a call takes; where it takes several types, its content or a field says which it is. */
interface Intake {
  fileFields: readonly string[];
  types: readonly UploadType[];
}

const files: Intake = { fileFields: ['file'], types: ['image', 'document'] };
const images: Intake = { fileFields: ['image', 'file'], types: ['image'] };

type Answer = { replay: StoredAnswer } | { made: FileEntity };

export async function uploadsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // Too large is noticed here, while it streams, and is a refusal like any other.
  await app.register(multipart, { throwFileSizeLimit: false });
  discardUnreadBodies(app);
  const config = { idempotency: 'by-route' } as const;

  const take = (intake: Intake) => async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = await requireCaller(services, request);
    const answer = await counted(services, caller, () =>
      takeFile(services, caller, request, intake),
    );
    if ('replay' in answer) return sendReplay(reply, answer.replay);
    return reply.code(201).send(answer.made);
  };
  app.post('/core/files/upload', { config }, take(files));
  app.post('/core/images/upload', { config }, take(images));
}

/** Whatever comes of it, nothing is staged any more when this returns. */
async function takeFile(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
  { fileFields, types }: Intake,
): Promise<Answer> {
  const { storage, settings } = services;
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  const limit = acceptedFiles(settings, types);
  const form = accepted(await receiveForm(request, storage, { fileFields, limit }, resources));
  if (key !== null) {
    const claim = await claimForm(services, caller, request, key, form);
    if ('replay' in claim) return claim;
    // The answer, whichever it is, is kept for the key when it is sent.
    request.claim = claim.first;
  }
  const { type, ...options } = uploadOptions(form.fields, types);
  accepted(asType(settings, type ?? form.file.content.fileType, form.file));
  const { file } = form;
  const stored = await storeFile(services, caller, { file, ...options, requestId: request.id });
  const addresses = fileAddresses(services, caller.personId, ownOrigin(settings, request));
  const language = languageOf(request.headers['accept-language']);
  return { made: fileEntity(accepted(stored), addresses, language) };
}
