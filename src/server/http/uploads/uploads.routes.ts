/** `/api/v1/core/images/upload/`: files come in here. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { altText } from '#domain/files/file.events.ts';
import { type FileEntity, fileEntity } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../auth/caller.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import type { Services } from '../../services.ts';
import { type Claim, claimAnswer, type StoredAnswer } from '../claimed-answers.ts';
import { idempotencyCaller, idempotencyKeyOf, requestDigest, sendReplay } from '../idempotency.ts';
import { ownOrigin } from '../own-origin.ts';
import { accepted } from '../refusal-error.ts';
import { type ReceivedForm, receiveForm } from './receive-form.ts';
import { storeImage } from './store-image.ts';
import { discardUnreadBodies } from './unread-body.ts';
import { counted } from './upload-counts.ts';

const imageFields = z.object({
  project_id: z.literal('').or(givenId).default(''),
  alt_text: altText.default(''),
  file_type: z.literal('image').default('image'),
});

type Answer = { replay: StoredAnswer } | { made: FileEntity };

export async function uploadsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // Too large is noticed here, while it streams, and is a refusal like any other.
  await app.register(multipart, { throwFileSizeLimit: false });
  discardUnreadBodies(app);
  const config = { idempotency: 'by-route' } as const;

  app.post('/core/images/upload', { config }, async (request, reply) => {
    const answer = await counted(() => takeImage(services, request));
    if ('replay' in answer) return sendReplay(reply, answer.replay);
    return reply.code(201).send(answer.made);
  });
}

/** Whatever comes of it, nothing is staged any more when this returns. */
async function takeImage(services: Services, request: FastifyRequest): Promise<Answer> {
  const { storage, settings } = services;
  const caller = await requireCaller(services, request);
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  const rules = { fileFields: ['image', 'file'], limit: settings.uploads.image };
  const form = accepted(await receiveForm(request, storage, rules, resources));
  if (key !== null) {
    const claim = await claimKey(services, caller, request, key, form);
    if ('replay' in claim) return claim;
    // The answer, whichever it is, is kept for the key when it is sent.
    request.claim = claim.first;
  }
  const fields = imageFields.parse(form.fields);
  const stored = await storeImage(services, caller, {
    file: form.file,
    projectId: fields.project_id || null,
    altText: fields.alt_text,
    requestId: request.id,
  });
  const addresses = fileAddresses(services, ownOrigin(settings, request));
  return { made: fileEntity(accepted(stored), addresses) };
}

/** Two forms are the same where fields and bytes are, whatever boundaries they came in. */
async function claimKey(
  { platform }: Services,
  caller: Caller,
  request: FastifyRequest,
  key: string,
  { fields, file }: ReceivedForm,
): Promise<Claim> {
  const sorted = Object.keys(fields)
    .toSorted()
    .map((name) => [name, fields[name]]);
  const content = JSON.stringify([sorted, file.name, file.sha256]);
  return accepted(
    await claimAnswer(platform.database.sql, {
      caller: idempotencyCaller(caller, request),
      key,
      digest: requestDigest(request, content),
      requestId: request.id,
    }),
  );
}
