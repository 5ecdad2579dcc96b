/** `/api/v1/core/files/`: the list, one file, its bytes; changing it, the trash. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { altText } from '#domain/files/file.events.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { fileEntity, fileSchema, type ShownFile } from '#readmodels/files/file.entity.ts';
import { fileStats, fileStatsSchema } from '#readmodels/files/file-stats.query.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import type { Caller } from '../../auth/caller.ts';
import { by, requireCaller } from '../../auth/require-caller.ts';
import { changeFile, givenName, restoreFile, trashFile } from '../../files/commands.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import { filesQuery } from '../../files/list-input.ts';
import { listFiles, statsScope } from '../../files/read.ts';
import { viewerOf } from '../../auth/viewer.ts';
import type { Services } from '../../services.ts';
import { bytes, documented, nothing, snapshotOf } from '../documentation/documented.ts';
import { languageOf } from '../language.ts';
import { ownOrigin } from '../own-origin.ts';
import { pathParams } from '../path-params.ts';
import { sendRefusal } from '../problem.ts';
import { accepted } from '../refusal-error.ts';
import { named } from './content-disposition.ts';
import { sendObject } from './send-object.ts';
import { storedVariant } from './stored-variant.ts';

const params = z.object({ fileId: givenId });
const details = z.object({
  alt_text: altText.optional(),
  original_name: givenName.optional(),
  name: givenName.optional(),
});

const calls = documented('Files', {
  list: {
    summary: 'The files one may see',
    query: filesQuery,
    answer: snapshotOf(fileSchema),
    refuses: [404],
  },
  stats: {
    summary: 'Figures of one’s own files; for administrators, of all',
    answer: fileStatsSchema,
  },
  get: { summary: 'One file', params, answer: fileSchema },
  update: {
    summary: 'Changes what is said of a file',
    params,
    body: details,
    answer: fileSchema,
    refuses: [403],
  },
  trash: {
    summary: 'Puts a file into the trash',
    params,
    answer: { 204: nothing },
    refuses: [403],
  },
  restore: {
    summary: 'Takes a file out of the trash',
    params,
    answer: fileSchema,
    refuses: [403, 409],
  },
  download: {
    summary: 'The bytes of a file',
    params,
    answer: bytes,
    refuses: [403, 409, 412, 416, 422],
  },
});

export async function filesRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const { database } = platform;

  /** As the sender of this request is to have it. */
  const entityFor = (request: FastifyRequest, { personId }: Caller) => {
    const addresses = fileAddresses(services, personId, ownOrigin(settings, request));
    const language = languageOf(request.headers['accept-language']);
    return (file: ShownFile) => fileEntity(file, addresses, language);
  };

  app.get('/core/files', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    const snapshot = accepted(await listFiles(database, caller, filesQuery.parse(request.query)));
    const entity = entityFor(request, caller);
    return {
      results: snapshot.results.map(entity),
      next_cursor: snapshot.next_cursor,
      position: snapshot.position,
    };
  });

  app.get('/core/files/stats', { schema: calls.stats }, async (request) => {
    const caller = await requireCaller(services, request);
    return fileStats(database.sql, statsScope(caller));
  });

  app.get('/core/files/:fileId', { schema: calls.get }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const file = await fileFor(database, viewerOf(caller), fileId);
    if (!file) return sendRefusal(reply, { code: 'request.not_found' });
    return entityFor(request, caller)(file);
  });

  app.patch('/core/files/:fileId', { schema: calls.update }, async (request) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const { alt_text, original_name, name = original_name } = details.parse(request.body);
    const change = { fileId, details: { originalName: name, altText: alt_text } };
    const changed = await changeFile(platform, caller, by(caller, request), change);
    return entityFor(request, caller)(accepted(changed));
  });

  app.delete('/core/files/:fileId', { schema: calls.trash }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const given = { fileId, keptDays: settings.trashDays };
    accepted(await trashFile(platform, caller, by(caller, request), given));
    return reply.code(204).send();
  });

  app.post('/core/files/:fileId/restore', { schema: calls.restore }, async (request) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const restored = await restoreFile(platform, caller, by(caller, request), fileId);
    return entityFor(request, caller)(accepted(restored));
  });

  app.get('/core/files/:fileId/download', { schema: calls.download }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const shown = await fileFor(database, viewerOf(caller), fileId);
    if (!shown || shown.file.trashedAt) return sendRefusal(reply, { code: 'request.not_found' });
    const { file } = shown;
    const stored = accepted(storedVariant(file, 'picture'));
    return sendObject(request, reply, services, {
      ...stored,
      cacheControl: 'private, no-cache',
      disposition: named('attachment', stored.name),
    });
  });
}
