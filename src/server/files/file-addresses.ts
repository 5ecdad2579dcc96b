import { FileLinks } from '#infra/storage/file-links.ts';
import type { FileAddresses } from '#readmodels/files/file.entity.ts';
import { bearerTokenOf } from '../auth/caller.ts';
import { ownOrigin } from '../http/own-origin.ts';
import type { Services } from '../services.ts';
import type { Context } from '../trpc/trpc.ts';

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

/** For a tRPC call: who shows a token is a page elsewhere, which needs the whole address. */
export function addressesFor({
  services,
  http,
}: Pick<Context, 'services' | 'http'>): FileAddresses {
  const isElsewhere = http !== null && bearerTokenOf(http.request.headers.authorization) !== null;
  return fileAddresses(services, isElsewhere ? ownOrigin(services.settings, http.request) : '');
}
