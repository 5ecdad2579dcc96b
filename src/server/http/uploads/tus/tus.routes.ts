/** `/api/v1/core/files/tus/`: uploads that can be resumed, by tus 1.0 (https://tus.io). */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { checkSize } from '#domain/files/intake.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { refuse } from '#domain/kernel/result.ts';
import { checkSpace } from '#infra/storage/storage-use.ts';
import {
  beginUpload,
  findUpload,
  giveUpUpload,
  type ResumableUpload,
} from '#infra/uploads/resumable-uploads.ts';
import { UploadLease } from '#infra/uploads/upload-lease.ts';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { Caller } from '../../../auth/caller.ts';
import { requireCaller } from '../../../auth/require-caller.ts';
import { placeForUpload } from '../../../files/upload-place.ts';
import type { Services } from '../../../services.ts';
import { ownOrigin } from '../../own-origin.ts';
import { pathParams } from '../../path-params.ts';
import { accepted, found, RefusalError } from '../../refusal-error.ts';
import { uploadTypes, widestLimit } from '../make-file.ts';
import { counted, refusalsCounted } from '../upload-counts.ts';
import { fieldsIn, finishUpload } from './finish-upload.ts';
import { takeBytes } from './take-bytes.ts';
import {
  byteCount,
  partType,
  requireTusVersion,
  tusExtensions,
  tusVersion,
  wantsEntity,
} from './tus-headers.ts';

const path = '/core/files/tus';
const uploadParams = z.object({ id: givenId });

export async function tusRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { storage, settings, platform } = services;
  const { sql } = platform.database;
  const underWay = new UnderWay(app);
  // A body is a stream that the route reads; its length is checked against what was announced.
  app.addContentTypeParser(partType, (_, body, done) => done(null, body));
  app.addHook('onSend', async (_, reply) => {
    reply.header('tus-resumable', tusVersion);
    if (reply.statusCode === 412) reply.header('tus-version', tusVersion);
  });
  // Sent again, it makes another upload that ends with its time, or is refused for its offset.
  // The protocol is described by itself; the document of the API has the calls that are our own.
  const schema = { hide: true };
  const options = { schema, config: { idempotency: 'by-route' } } as const;

  app.options(path, { schema }, (_, reply) =>
    reply
      .code(204)
      .header('tus-version', tusVersion)
      .header('tus-extension', tusExtensions)
      .header('tus-max-size', widestLimit(settings, uploadTypes).maxSizeBytes)
      .send(),
  );

  app.post(path, options, async (request, reply) => {
    requireTusVersion(request);
    const caller = await requireCaller(services, request);
    const upload = await refusalsCounted(services, caller, () => begin(services, caller, request));
    const hasBytes = request.headers['content-type'] === partType;
    const taken = hasBytes
      ? await underWay.add(takeMore(services, request, caller, upload.id, 0))
      : { upload };
    const location = `${ownOrigin(settings, request)}/api/v1${path}/${upload.id}`;
    reply.code(201).header('location', location);
    return tellProgress(reply, taken).send(taken.file);
  });

  const tell = async (request: FastifyRequest, reply: FastifyReply) => {
    requireTusVersion(request);
    const upload = await ownUpload(services, request);
    // Whoever still writes to it stops, so that what is told stays true.
    await using _lease = upload.isFile ? null : await leaseOn(services, upload.id);
    const told = found(await findUpload(sql, upload.personId, upload.id));
    reply.header('cache-control', 'no-store').header('upload-length', told.lengthBytes);
    if (told.metadata) reply.header('upload-metadata', told.metadata);
    return await tellProgress(reply, { upload: told }).send();
  };

  const take = async (request: FastifyRequest, reply: FastifyReply) => {
    requireTusVersion(request);
    if (request.headers['content-type'] !== partType) {
      throw new RefusalError({ code: 'request.unsupported_type' });
    }
    const offset = byteCount(request.headers, 'upload-offset');
    const caller = await requireCaller(services, request);
    const { id } = pathParams(uploadParams, request.params);
    const taken = await underWay.add(takeMore(services, request, caller, id, offset));
    tellProgress(reply, taken);
    if (!taken.file || !wantsEntity(request)) return reply.code(204).send();
    return reply.code(200).header('preference-applied', 'return=representation').send(taken.file);
  };

  const end = async (request: FastifyRequest, reply: FastifyReply) => {
    requireTusVersion(request);
    const upload = await ownUpload(services, request);
    await using _lease = await leaseOn(services, upload.id);
    const present = found(await findUpload(sql, upload.personId, upload.id));
    await giveUpUpload(sql, storage, present);
    return await reply.code(204).send();
  };

  app.head(`${path}/:id`, { schema }, tell);
  app.patch(`${path}/:id`, options, take);
  app.delete(`${path}/:id`, options, end);
  // For whom nothing but GET and POST gets through, the protocol has the method in a header.
  app.post(`${path}/:id`, options, (request, reply) => {
    const method = request.headers['x-http-method-override'];
    if (method === 'PATCH') return take(request, reply);
    if (method === 'DELETE') return end(request, reply);
    throw new RefusalError({ code: 'request.not_found' });
  });
}

/** Each of these ends soon when the server closes, so that what has come is kept. */
class UnderWay {
  readonly #running = new Set<Promise<unknown>>();

  constructor(app: FastifyInstance) {
    app.addHook('onClose', async () => {
      await Promise.allSettled(this.#running);
    });
  }

  async add<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }
}

async function begin(
  { settings, platform }: Services,
  caller: Caller,
  { headers }: FastifyRequest,
): Promise<ResumableUpload> {
  const lengthBytes = byteCount(headers, 'upload-length');
  const metadata = [headers['upload-metadata'] ?? ''].flat().join(',');
  const { file_type: type, project_id, meeting_id } = fieldsIn(metadata);
  accepted(checkSize(lengthBytes, widestLimit(settings, type ? [type] : uploadTypes)));
  const place = { projectId: project_id || null, meetingId: meeting_id || null };
  accepted(await placeForUpload(platform.database, caller, place));
  const { sql } = platform.database;
  const { personId } = caller;
  accepted(
    await checkSpace(sql, settings.uploads, { personId, sizeBytes: lengthBytes, withBegun: true }),
  );
  const upload = { id: uuidv7(), personId, lengthBytes, metadata };
  if (!(await beginUpload(sql, upload))) {
    throw new RefusalError({ code: 'upload.too_many_open', params: { seconds: 60 } });
  }
  return found(await findUpload(sql, personId, upload.id));
}

async function ownUpload(services: Services, request: FastifyRequest): Promise<ResumableUpload> {
  const caller = await requireCaller(services, request);
  const { id } = pathParams(uploadParams, request.params);
  return found(await findUpload(services.platform.database.sql, caller.personId, id));
}

async function leaseOn({ platform }: Services, uploadId: string): Promise<UploadLease> {
  const lease = await UploadLease.take(platform.database.sql, uploadId);
  if (!lease) throw new RefusalError({ code: 'upload.busy' });
  return lease;
}

interface Taken {
  upload: ResumableUpload;
  /** Where nothing was left to come, and this request brought the last of it. */
  file?: FileEntity;
}

async function takeMore(
  services: Services,
  request: FastifyRequest,
  caller: Caller,
  id: string,
  offset: number,
): Promise<Taken> {
  const { sql } = services.platform.database;
  found(await findUpload(sql, caller.personId, id));
  await using lease = await leaseOn(services, id);
  const upload = found(await findUpload(sql, caller.personId, id));
  if (offset !== offsetOf(upload)) throw new RefusalError({ code: 'upload.offset_mismatch' });
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (offset + announcedBytes > upload.lengthBytes) accepted(refuse('request.too_large'));
  if (upload.isFile) return { upload };
  await using resources = new AsyncDisposableStack();
  const body = request.body as Readable;
  const { receivedBytes, last } = accepted(
    await takeBytes(services, upload, lease, body, resources),
  );
  const present = found(await findUpload(sql, caller.personId, id));
  if (!last) return { upload: { ...present, receivedBytes } };
  const finish = async () =>
    accepted(
      await finishUpload(services, request, caller, { upload: present, last, held: lease.held }),
    );
  const file = await counted(services, caller, finish);
  return { upload: { ...present, isFile: true }, file };
}

/** The last bytes count with the File: until there is one, they are to be sent again. */
function offsetOf({ isFile, lengthBytes, receivedBytes }: ResumableUpload): number {
  return isFile ? lengthBytes : receivedBytes;
}

function tellProgress(reply: FastifyReply, { upload }: Taken): FastifyReply {
  reply.header('upload-offset', offsetOf(upload));
  if (!upload.isFile) return tellExpiry(reply, upload);
  return reply.header('content-location', `/api/v1/core/files/${upload.id}/`);
}

function tellExpiry(reply: FastifyReply, { expiresAt }: ResumableUpload): FastifyReply {
  return reply.header('upload-expires', expiresAt.toUTCString());
}
