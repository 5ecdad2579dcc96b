/** `/shared/<share>`: the bytes of a download that was granted to somebody with a link. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { grantedFile } from '../../files/shares/shared-file.ts';
import type { Services } from '../../services.ts';
import { pathParams } from '../path-params.ts';
import { accepted, RefusalError } from '../refusal-error.ts';
import { named } from './content-disposition.ts';
import { sendObject } from './send-object.ts';
import { storedVariant } from './stored-variant.ts';

const params = z.object({ shareId: givenId });
const granted = z.object({ expires: z.coerce.number().int(), signature: z.string() });

export async function sharedRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/shared/:shareId', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { shareId } = pathParams(params, request.params);
    const grant = granted.safeParse(request.query);
    if (!grant.success) throw new RefusalError({ code: 'file.link_expired' });
    const file = accepted(await grantedFile(services, { shareId, ...grant.data }));
    const stored = accepted(storedVariant(file, 'picture'));
    return sendObject(request, reply, services, {
      ...stored,
      // Each is a download of its own, which may be the last one.
      cacheControl: 'private, no-store',
      disposition: named('attachment', stored.name),
    });
  });
}
