/** `/api/v1/core/files/bulk-upload/`: many files in one form; a bad one harms no other. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal, Result } from '#domain/kernel/result.ts';
import { type FileEntity, fileSchema } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../auth/caller.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import type { Services } from '../../services.ts';
import type { StoredAnswer } from '../claimed-answers.ts';
import { bytes, documented } from '../documentation/documented.ts';
import { idempotencyKeyOf, sendReplay } from '../idempotency.ts';
import { expectedRefusal, unexpectedRefusal } from '../error-handler.ts';
import { languageOf } from '../language.ts';
import { problemOf, problemSchema } from '../problem.ts';
import { accepted } from '../refusal-error.ts';
import { claimForm } from './claim-form.ts';
import {
  makeFile,
  type UploadFields,
  uploadFields,
  uploadTypes,
  widestLimit,
} from './make-file.ts';
import { type FilesForm, receiveFiles } from './receive-files.ts';
import { countAccepted, countRefused, refusalsCounted } from './upload-counts.ts';

type SentFile = FilesForm['files'][number];
const fileResult = z.union([
  z.object({ status: z.literal(201), file: fileSchema }),
  z.object({ status: z.int(), name: z.string(), error: problemSchema }),
]);
type FileResult = z.infer<typeof fileResult>;
type Answer = { replay: StoredAnswer } | { results: FileResult[] };

const fileFields = ['files', 'files[]', 'file'];
const fieldsOfAll = uploadFields(uploadTypes);

const calls = documented('Files', {
  uploadMany: {
    summary: 'Takes in many files; each has its own answer, in the order sent',
    form: fieldsOfAll.extend({ files: z.array(bytes) }),
    answer: { 207: z.object({ results: z.array(fileResult) }) },
    refuses: [403, 404],
  },
});

export async function bulkRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = { idempotency: 'by-route' } as const;
  app.post(
    '/core/files/bulk-upload',
    { config, schema: calls.uploadMany },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const answer = await takeFiles(services, caller, request);
      return 'replay' in answer ? sendReplay(reply, answer.replay) : reply.code(207).send(answer);
    },
  );
}

/** Whatever comes of it, nothing is staged any more when this returns. */
async function takeFiles(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
): Promise<Answer> {
  const { storage, settings } = services;
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  const limit = widestLimit(settings, uploadTypes);
  const rules = { fileFields, maxFiles: settings.uploads.bulkMaxFiles, limit };
  const { form, fields } = await refusalsCounted(services, caller, async () => {
    const form = accepted(await receiveFiles(request, storage, rules, resources));
    return { form, fields: fieldsOfAll.parse(form.fields) };
  });
  if (key !== null) {
    const files = form.files.map(({ name, received }) => {
      return [name, received.ok ? received.value.sha256 : received.refusal.code] as const;
    });
    const claim = await claimForm(services, caller, request, key, form.fields, files);
    if ('replay' in claim) return claim;
    request.claim = claim.first;
  }
  const results: FileResult[] = [];
  // One after the other: pictures are decoded here, and a form must not take more than its share.
  for (const sent of form.files) {
    results.push(await takeOne(services, caller, request, { sent, fields }));
  }
  return { results };
}

async function takeOne(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
  { sent, fields }: { sent: SentFile; fields: UploadFields },
): Promise<FileResult> {
  const made = await madeOf(services, caller, request, { sent, fields });
  if (made.ok) {
    countAccepted();
    return { status: 201, file: made.value };
  }
  const { refusal } = made;
  await countRefused(services, caller, refusal.code);
  const problem = problemOf(refusal, languageOf(request.headers['accept-language']));
  return { status: problem.status, name: sent.name, error: problem };
}

async function madeOf(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
  { sent: { received }, fields }: { sent: SentFile; fields: UploadFields },
): Promise<Result<FileEntity>> {
  if (!received.ok) return received;
  try {
    return await makeFile(services, request, caller, { file: received.value, fields });
  } catch (error) {
    // Others of the form are stored already, and must be told of.
    const refusal: Refusal = expectedRefusal(error) ?? unexpectedRefusal(request.log, error);
    return { ok: false, refusal };
  }
}
