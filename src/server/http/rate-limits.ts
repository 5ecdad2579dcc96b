/**
 * Limits per server, in memory: against guessing passwords, and against a client that runs wild.
 * None needs the database: a request that is refused here must have cost nothing.
 */
import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '#infra/env/settings.ts';
import { limitedAddress } from './proxies.ts';
import { RefusalError } from './refusal-error.ts';

const windowMs = 60_000;
/** A minute's guesses for one account from one address, and for all accounts from it. */
const signInsPerAccount = 10;
const signInsPerAddress = 30;
/** A minute's calls with one session; an office behind one address has several. */
const callsPerCredential = 600;
const callsPerAddress = 3_000;
const rememberedKeys = 20_000;

/** By the route and not by the address, which may be written in many ways. */
const limitedRoutes = /^\/(api|trpc)\//;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts one try to prove who one is, by each call and not by each request of a batch. */
    limitSignIn: (request: FastifyRequest, reply: FastifyReply, account: string) => Promise<void>;
  }
}

export async function registerRateLimits(app: FastifyInstance, settings: Settings): Promise<void> {
  if (!settings.rateLimits) {
    app.decorate('limitSignIn', () => Promise.resolve());
    return;
  }
  await app.register(rateLimit, { global: false, cache: rememberedKeys });
  const limit = (max: number, keyOf: (request: FastifyRequest) => string) => {
    const count = app.createRateLimit({ max, timeWindow: windowMs, keyGenerator: keyOf });
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const counted = await count(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      const seconds = Math.max(1, counted.ttlInSeconds);
      reply.header('retry-after', String(seconds));
      throw new RefusalError({ code: 'request.too_many', params: { seconds } });
    };
  };

  const limitAddress = limit(callsPerAddress, addressOf);
  const limitCredential = limit(callsPerCredential, credentialOf);
  app.addHook('onRequest', async (request, reply) => {
    if (!limitedRoutes.test(request.routeOptions.url ?? '')) return;
    await limitAddress(request, reply);
    await limitCredential(request, reply);
  });

  // The limiter asks for its key before it first waits, so calls of one batch do not mix.
  let account = '';
  const limitSignInsFrom = limit(signInsPerAddress, addressOf);
  const limitSignInsTo = limit(signInsPerAccount, (request) => `${addressOf(request)} ${account}`);
  app.decorate('limitSignIn', async (request, reply, tried) => {
    await limitSignInsFrom(request, reply);
    account = tried;
    await limitSignInsTo(request, reply);
  });
}

function addressOf(request: FastifyRequest): string {
  return limitedAddress(request.ip);
}

/** Unverified, so only ever counted beside the address. Hashed: it is a secret. */
function credentialOf(request: FastifyRequest): string {
  const { authorization, cookie } = request.headers;
  const credential = authorization ?? cookie;
  if (!credential) return addressOf(request);
  return createHash('sha256').update(credential).digest('base64url');
}
