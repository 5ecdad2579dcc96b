/**
 * `/media/<file>/<variant>`: what a page shows. The link's signature says whom it was given to; it
 * works as long as they may see the file.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { FileLinks, fileVariants } from '#infra/storage/file-links.ts';
import { linkedFile } from '#readmodels/files/files.query.ts';
import type { Services } from '../../services.ts';
import { pathParams } from '../path-params.ts';
import { sendRefusal } from '../problem.ts';
import { accepted } from '../refusal-error.ts';
import { named } from './content-disposition.ts';
import { sendObject } from './send-object.ts';
import { storedVariant } from './stored-variant.ts';

const params = z.object({ fileId: givenId, variant: z.enum(fileVariants) });
const signed = z
  .object({ for: givenId, expires: z.coerce.number().int(), signature: z.string() })
  .transform(({ for: readerId, ...rest }) => ({ readerId, ...rest }));

export async function mediaRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const links = new FileLinks(services.signingKeys.files);

  app.get('/media/:fileId/:variant', async (request, reply) => {
    // Of what is refused now the next moment may know more.
    reply.header('cache-control', 'no-store');
    const { fileId, variant } = pathParams(params, request.params);
    const link = signed.safeParse(request.query);
    if (!link.success || !links.isValid({ fileId, variant, ...link.data })) {
      return sendRefusal(reply, { code: 'file.link_expired' });
    }
    const file = await linkedFile(platform.database, link.data.readerId, fileId);
    if (!file) return sendRefusal(reply, { code: 'request.not_found' });
    const stored = accepted(storedVariant(file, variant));
    // The signature decides who may read, so a page elsewhere may show the picture too.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    const seconds = Math.max(0, link.data.expires - Math.ceil(Date.now() / 1000));
    return sendObject(request, reply, services, {
      ...stored,
      // No longer than the signature; shared caches only where they were set up for it.
      cacheControl: `${settings.cdnUrl ? 'public' : 'private'}, max-age=${seconds}, immutable`,
      // Pictures are shown in a page; anything else is saved, and opened by whoever wants to.
      disposition: named(file.fileType === 'document' ? 'attachment' : 'inline', stored.name),
    });
  });
}
