import type { FastifyRequest } from 'fastify';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { RefusalError } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { type Caller, callerOf } from './caller.ts';

/** The caller, or 401. */
export async function requireCaller(services: Services, request: FastifyRequest): Promise<Caller> {
  const caller = await callerOf(services, request);
  if (!caller) throw new RefusalError({ code: 'auth.required' });
  return caller;
}

/** The caller where they are an administrator, or 401 or 403. */
export async function requireAdmin(services: Services, request: FastifyRequest): Promise<Caller> {
  const caller = await requireCaller(services, request);
  if (caller.role !== 'admin') throw new RefusalError({ code: 'auth.forbidden' });
  return caller;
}

/** Who did it and in which request: what a command's events say of their origin. */
export function by({ personId }: Caller, request: FastifyRequest): EventMetadata {
  return { actorId: personId, requestId: request.id };
}
