/**
 * `/media/<file>/<variant>`: what a page shows. The link's signature says whom it was given to; it
 * works as long as they may see the file.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { imageFormats } from '#domain/files/file.formats.ts';
import { FileLinks, fileVariants, type FileVariant } from '#infra/storage/file-links.ts';
import type { FileRow } from '#readmodels/files/file.entity.ts';
import { linkedFile } from '#readmodels/files/files.query.ts';
import type { Services } from '../../services.ts';
import { pathParams } from '../path-params.ts';
import { sendRefusal } from '../problem.ts';
import { attachmentNamed } from './content-disposition.ts';
import { sendObject } from './send-object.ts';

const params = z.object({ fileId: givenId, variant: z.enum(fileVariants) });
const signed = z
  .object({ for: givenId, expires: z.coerce.number().int(), signature: z.string() })
  .transform(({ for: readerId, ...rest }) => ({ readerId, ...rest }));

interface Stored {
  key: string;
  mimeType: string;
}

export async function mediaRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, storage, settings } = services;
  const links = new FileLinks(services.signingKeys.files);

  app.get('/media/:fileId/:variant', async (request, reply) => {
    const { fileId, variant } = pathParams(params, request.params);
    const link = signed.safeParse(request.query);
    if (!link.success || !links.isValid({ fileId, variant, ...link.data })) {
      return sendRefusal(reply, { code: 'file.link_expired' });
    }
    const file = await linkedFile(platform.database, link.data.readerId, fileId);
    const stored = file && storedVariant(file, variant);
    if (!stored) return sendRefusal(reply, { code: 'request.not_found' });
    // The signature decides who may read, so a page elsewhere may show the picture too.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    const seconds = Math.max(0, link.data.expires - Math.ceil(Date.now() / 1000));
    return sendObject(request, reply, storage, {
      ...stored,
      version: `${fileId}-${variant}`,
      // No longer than the signature; shared caches only where they were set up for it.
      cacheControl: `${settings.cdnUrl ? 'public' : 'private'}, max-age=${seconds}, immutable`,
      // Pictures are shown in a page; anything else is saved, and opened by whoever wants to.
      disposition: file.fileType === 'document' ? attachmentNamed(file.originalName) : 'inline',
    });
  });
}

function storedVariant(file: FileRow, variant: FileVariant): Stored | null {
  if (file.status !== 'ready') return null;
  if (variant === 'picture') {
    if (!file.storedKey || !file.storedMimeType) return null;
    return { key: file.storedKey, mimeType: file.storedMimeType };
  }
  const thumbnail = file.thumbnails.find(({ name }) => name === variant);
  return thumbnail ? { key: thumbnail.storageKey, mimeType: imageFormats.webp.mimeType } : null;
}
