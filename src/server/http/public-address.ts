import type { FastifyRequest } from 'fastify';
import type { Settings } from '#infra/env/settings.ts';

/** What links begin with: the setting, else the address by which this request came. */
export function publicAddress(
  settings: Pick<Settings, 'publicUrl'>,
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
): string {
  return settings.publicUrl ?? `${request.protocol}://${request.host}`;
}
