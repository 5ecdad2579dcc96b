/** `/api/v1/core/files/`: the list, one file, its bytes. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { RefusalCode } from '#domain/kernel/refusals.ts';
import { type FileRow, fileEntity } from '#readmodels/files/file.entity.ts';
import { fileFor, filesSnapshot } from '#readmodels/files/files.query.ts';
import { requireCaller } from '../../auth/require-caller.ts';
import { fileAddresses } from '../../files/file-addresses.ts';
import { viewerOf } from '../../auth/viewer.ts';
import { visibleProject } from '../../auth/project-access.ts';
import type { Services } from '../../services.ts';
import { languageOf } from '../language.ts';
import { ownOrigin } from '../own-origin.ts';
import { pageLimit, positionCursor } from '../page-input.ts';
import { pathParams } from '../path-params.ts';
import { sendRefusal } from '../problem.ts';
import { accepted } from '../refusal-error.ts';
import { attachmentNamed } from './content-disposition.ts';
import { sendObject } from './send-object.ts';

const page = z.object({
  project_id: givenId.nullable().default(null),
  limit: pageLimit,
  cursor: positionCursor,
});
const params = z.object({ fileId: givenId });

export async function filesRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { storage, settings } = services;
  const { database } = services.platform;

  app.get('/core/files', async (request) => {
    const caller = await requireCaller(services, request);
    const { project_id: projectId, limit, cursor } = page.parse(request.query);
    if (projectId) accepted(await visibleProject(database, caller, projectId));
    const snapshot = await filesSnapshot(database, viewerOf(caller), { projectId, limit, cursor });
    const addresses = fileAddresses(services, ownOrigin(settings, request));
    const language = languageOf(request.headers['accept-language']);
    return {
      results: snapshot.results.map((file) => fileEntity(file, addresses, language)),
      next_cursor: snapshot.next_cursor,
    };
  });

  app.get('/core/files/:fileId', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const file = await fileFor(database, viewerOf(caller), fileId);
    if (!file) return sendRefusal(reply, { code: 'request.not_found' });
    const language = languageOf(request.headers['accept-language']);
    return fileEntity(file, fileAddresses(services, ownOrigin(settings, request)), language);
  });

  app.get('/core/files/:fileId/download', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(params, request.params);
    const shown = await fileFor(database, viewerOf(caller), fileId);
    if (!shown) return sendRefusal(reply, { code: 'request.not_found' });
    const { file } = shown;
    if (!file.storedKey || !file.storedMimeType) {
      return sendRefusal(reply, { code: withheld[file.status] });
    }
    return sendObject(request, reply, storage, {
      key: file.storedKey,
      mimeType: file.storedMimeType,
      version: `${fileId}-picture`,
      cacheControl: 'private, no-cache',
      disposition: attachmentNamed(file.originalName),
    });
  });
}

/** Why there are no bytes to give out. */
const withheld: Record<FileRow['status'], RefusalCode> = {
  processing: 'file.not_ready',
  ready: 'file.not_ready',
  failed: 'file.corrupt',
  quarantined: 'file.quarantined',
};
