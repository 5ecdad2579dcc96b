/** `/api/v1/auth/` */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ownEntity, userSchema } from '#readmodels/people/people.query.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { callerOf } from './caller.ts';
import { refreshTokens } from './refresh.ts';
import { newPerson, register } from './registration.ts';
import { requireCaller } from './require-caller.ts';
import { clearSessionCookie } from './session-cookie.ts';
import { credentials, signInWithPassword } from './sign-in-session.ts';
import { signOutFrom } from './sign-out-session.ts';
import { makeSocketTicket } from './socket-ticket.ts';
import { tokenPair, tokenPairSchema } from './token-pair.ts';
import { apiVisit } from './visit.ts';
import { documented, nothing } from '../http/documentation/documented.ts';

const registration = newPerson.extend({ invitation: z.string().max(200).nullish() });
const refreshInput = z.object({ refresh: z.string().max(200) });
const logoutInput = refreshInput.partial().nullish();

/** Their answers carry secrets that are kept nowhere but as hashes: there is nothing to replay. */
const secretAnswer = { config: { idempotency: 'off' } } as const;
const registeredSchema = tokenPairSchema.omit({ expires_in: true }).extend({ user: userSchema });
const signedInSchema = tokenPairSchema.extend({ user: userSchema });

const calls = documented('Sessions', {
  register: {
    summary: 'Registers somebody who was invited',
    access: 'everyone',
    body: registration,
    answer: { 201: registeredSchema },
    refuses: [403, 422],
  },
  signIn: {
    summary: 'Signs in',
    access: 'everyone',
    body: credentials,
    answer: signedInSchema,
    refuses: [401],
  },
  refresh: {
    summary: 'Gives a new pair of tokens for the refresh token',
    access: 'everyone',
    body: refreshInput,
    answer: tokenPairSchema,
    refuses: [401],
  },
  signOut: {
    summary: 'Signs out',
    access: 'everyone',
    body: logoutInput,
    answer: { 204: nothing },
    refuses: [401],
  },
  socketTicket: {
    summary: 'A ticket for one socket, within 30 s',
    answer: { 201: z.object({ ticket: z.string() }) },
  },
  me: { summary: 'Oneself', answer: userSchema },
});

export async function authRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings, signingKeys } = services;
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post(
    '/auth/register',
    { ...secretAnswer, schema: calls.register },
    async (request, reply) => {
      const { invitation, ...person } = registration.parse(request.body);
      await request.server.limitSignIn(request, reply, person.email);
      const { session, user } = accepted(
        await register(services, person, invitation ?? null, apiVisit(request)),
      );
      const { access, refresh } = await tokenPair(signingKeys, session, session.secret);
      return reply.code(201).send({ access, refresh, user });
    },
  );

  app.post('/auth/token', { ...secretAnswer, schema: calls.signIn }, async (request, reply) => {
    const given = credentials.parse(request.body);
    await request.server.limitSignIn(request, reply, given.email);
    const { session, user } = accepted(
      await signInWithPassword(services, given, apiVisit(request)),
    );
    return { ...(await tokenPair(signingKeys, session, session.secret)), user };
  });

  app.post('/auth/token/refresh', { ...secretAnswer, schema: calls.refresh }, async (request) => {
    const { refresh } = refreshInput.parse(request.body);
    return accepted(await refreshTokens(services, refresh, request.id));
  });

  app.post('/auth/logout', { schema: calls.signOut }, async (request, reply) => {
    const refresh = logoutInput.parse(request.body)?.refresh;
    const session = refresh ? { refresh } : { caller: await callerOf(services, request) };
    accepted(await signOutFrom(platform, session, request.id));
    if (!refresh) clearSessionCookie(settings, { request, reply });
    return reply.code(204).send();
  });

  app.post(
    '/auth/socket-ticket',
    { ...secretAnswer, schema: calls.socketTicket },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const ticket = await makeSocketTicket(platform.database.sql, caller);
      return reply.code(201).send({ ticket });
    },
  );

  app.get('/auth/me', { schema: calls.me }, async (request: FastifyRequest) => {
    const { personId } = await requireCaller(services, request);
    const user = await ownEntity(platform.database, personId);
    return user ?? accepted({ ok: false, refusal: { code: 'unavailable' } });
  });
}
