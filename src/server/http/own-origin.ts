import type { FastifyRequest } from 'fastify';
import type { Settings } from '#infra/env/settings.ts';

/** What addresses begin with that are given to clients elsewhere. */
export function ownOrigin(settings: Pick<Settings, 'publicUrl'>, request: FastifyRequest): string {
  return settings.publicUrl ?? `${request.protocol}://${request.host}`;
}
