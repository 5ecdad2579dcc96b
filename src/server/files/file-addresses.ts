import { FileLinks } from '#infra/storage/file-links.ts';
import type { FileAddresses } from '#readmodels/files/file.entity.ts';
import { bearerTokenOf, type Caller } from '../auth/caller.ts';
import { ownOrigin } from '../http/own-origin.ts';
import type { Services } from '../services.ts';
import type { Context } from '../trpc/trpc.ts';

/**
 * Where a reader finds files; what is signed works as long as they may see the file. `origin` is what the addresses begin with: nothing for our own pages,
 * this product's own address for clients that are elsewhere.
 */
export function fileAddresses(
  { settings, signingKeys }: Pick<Services, 'settings' | 'signingKeys'>,
  readerId: string,
  origin: string,
): FileAddresses {
  const links = new FileLinks(signingKeys.files);
  const bytesOrigin = settings.cdnUrl ?? origin;
  return {
    variant: (fileId, variant) => `${bytesOrigin}${links.pathTo({ fileId, variant, readerId })}`,
    download: (fileId) => `${origin}/api/v1/core/files/${fileId}/download/`,
  };
}

/** For a tRPC call: who shows a token is a page elsewhere, which needs the whole address. */
export function addressesFor({
  services,
  caller,
  http,
}: Pick<Context, 'services' | 'http'> & { caller: Caller }): FileAddresses {
  const isElsewhere = http !== null && bearerTokenOf(http.request.headers.authorization) !== null;
  const origin = isElsewhere ? ownOrigin(services.settings, http.request) : '';
  return fileAddresses(services, caller.personId, origin);
}
