/** `/api/v1/core/files/upload/` and `/api/v1/core/images/upload/`: files come in here. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FileEntity, fileSchema } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../auth/caller.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import type { Services } from '../../services.ts';
import type { StoredAnswer } from '../claimed-answers.ts';
import { bytes, documented } from '../documentation/documented.ts';
import { idempotencyKeyOf, sendReplay } from '../idempotency.ts';
import { accepted } from '../refusal-error.ts';
import { claimForm } from './claim-form.ts';
import { makeFile, uploadFields, type UploadType, uploadTypes, widestLimit } from './make-file.ts';
import { receiveForm } from './receive-form.ts';
import { discardUnreadBodies } from './unread-body.ts';
import { counted } from './upload-counts.ts';

/** What a call takes; where it takes several types, its content or a field says which it is. */
interface Intake {
  fileFields: readonly string[];
  types: readonly UploadType[];
  fields: ReturnType<typeof uploadFields>;
}

const files: Intake = {
  fileFields: ['file'],
  types: uploadTypes,
  fields: uploadFields(uploadTypes),
};
const images: Intake = {
  fileFields: ['image', 'file'],
  types: ['image'],
  fields: uploadFields(['image']),
};

const calls = documented('Files', {
  upload: {
    summary: 'Takes in a file',
    form: formOf(files),
    answer: { 201: fileSchema },
    refuses: [403, 404, 422, 507],
  },
  uploadImage: {
    summary: 'Takes in a picture; its thumbnails follow',
    form: formOf(images),
    answer: { 201: fileSchema },
    refuses: [403, 404, 422, 507],
  },
});

/** The form's file under the first of its names, and what may be said beside it. */
function formOf({ fileFields: [name = 'file'], fields }: Intake) {
  return fields.extend({ [name]: bytes });
}

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
  app.post('/core/files/upload', { config, schema: calls.upload }, take(files));
  app.post('/core/images/upload', { config, schema: calls.uploadImage }, take(images));
}

/** Whatever comes of it, nothing is staged any more when this returns. */
async function takeFile(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
  { fileFields, types, fields: known }: Intake,
): Promise<Answer> {
  const { storage, settings } = services;
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  const limit = widestLimit(settings, types);
  const form = accepted(await receiveForm(request, storage, { fileFields, limit }, resources));
  if (key !== null) {
    const { name, sha256 } = form.file;
    const claim = await claimForm(services, caller, request, key, form.fields, [[name, sha256]]);
    if ('replay' in claim) return claim;
    // The answer, whichever it is, is kept for the key when it is sent.
    request.claim = claim.first;
  }
  const fields = known.parse(form.fields);
  const made = await makeFile(services, request, caller, { file: form.file, fields });
  return { made: accepted(made) };
}
