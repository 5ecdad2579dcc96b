/**
 * `/avatars/<person>/<version>`: a person's picture. Its version is random and is told to who sees the
 * person: the address itself is the permission, as an `<img>` of another app sends neither token nor
 * cookie. With the next picture the address ends.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { avatarVersionOf } from '#infra/storage/storage-key.ts';
import { avatarKeyOf } from '#readmodels/people/people.query.ts';
import type { Services } from '../../services.ts';
import { pathParams } from '../path-params.ts';
import { sendRefusal } from '../problem.ts';
import { sendObject } from './send-object.ts';

const params = z.object({ personId: givenId, version: z.string().max(64) });
const oneDay = 'private, max-age=86400, immutable';

export async function avatarsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;

  app.get('/avatars/:personId/:version', async (request, reply) => {
    const { personId, version } = pathParams(params, request.params);
    const key = await avatarKeyOf(platform.database, personId);
    if (!key || avatarVersionOf(key) !== version) {
      return sendRefusal(reply, { code: 'request.not_found' });
    }
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return sendObject(request, reply, services, {
      key,
      mimeType: 'image/jpeg',
      version,
      modifiedAt: null,
      cacheControl: oneDay,
      disposition: 'inline',
    });
  });
}
