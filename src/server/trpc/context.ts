import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../auth/caller.ts';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import type { Context } from './trpc.ts';

/** The context of a tRPC request over HTTP; the cookie or bearer token is looked up once. */
export async function httpContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  return {
    services,
    caller: await callerOf(services, request),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    http: { request, reply },
    live: null,
  };
}
