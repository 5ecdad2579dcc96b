import { FileLinks } from '#infra/storage/file-links.ts';
import type { FileAddresses } from '#readmodels/files/file.entity.ts';
import type { Services } from '../services.ts';

/**
 * Where a reader finds files. `origin` is what the addresses begin with: nothing for our own pages,
 * this product's own address for clients that are elsewhere.
 */
export function fileAddresses(
  { settings, signingKeys }: Pick<Services, 'settings' | 'signingKeys'>,
  origin: string,
): FileAddresses {
  const links = new FileLinks(signingKeys.files);
  const bytesOrigin = settings.cdnUrl ?? origin;
  return {
    variant: (fileId, variant) => `${bytesOrigin}${links.pathTo(fileId, variant)}`,
    download: (fileId) => `${origin}/api/v1/core/files/${fileId}/download/`,
  };
}
