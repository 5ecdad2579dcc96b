/** `/api/v1/core/files/<id>/shares/` for who may share a file, `/api/v1/shares/<token>/` for who has a link. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { shareSchema } from '#readmodels/files/shares.query.ts';
import { by, requireCaller } from '../../auth/require-caller.ts';
import { documented, nothing, pageOf } from '../../http/documentation/documented.ts';
import { ownOrigin } from '../../http/own-origin.ts';
import { pathParams } from '../../http/path-params.ts';
import { accepted } from '../../http/refusal-error.ts';
import type { Services } from '../../services.ts';
import { listShares, newShare, revokeShare, shareFile, shareUrls } from './share-commands.ts';
import { lookAtShared, sharedFileSchema, takeShared } from './shared-file.ts';
import { grantPath, limitTriesOf, sharePassword, shareToken } from './visit-input.ts';

const fileParams = z.object({ fileId: givenId });
const shareParams = fileParams.extend({ shareId: givenId });
const tokenParams = z.object({ token: shareToken });
const { password, expiresAt, maxDownloads } = newShare.shape;
const shareBody = z
  .object({ password, expires_at: expiresAt, max_downloads: maxDownloads })
  .prefault({});
const visitBody = z.object({ password: sharePassword }).nullish();

const grantSchema = z.object({ url: z.string(), expires_at: z.string() });

const calls = documented('Shares', {
  share: {
    summary: 'Makes a link with which people without an account have a file',
    params: fileParams,
    body: shareBody,
    answer: { 201: shareSchema },
    refuses: [403],
  },
  list: {
    summary: 'The links of a file',
    params: fileParams,
    answer: pageOf(shareSchema),
    refuses: [403],
  },
  revoke: {
    summary: 'Ends a link',
    params: shareParams,
    answer: { 204: nothing },
    refuses: [403],
  },
  look: {
    summary: 'What a link is to',
    access: 'everyone',
    params: tokenParams,
    body: visitBody,
    answer: sharedFileSchema,
    refuses: [403, 410],
  },
  take: {
    summary: 'Counts one download, and says where its bytes are',
    access: 'everyone',
    params: tokenParams,
    body: visitBody,
    answer: grantSchema,
    refuses: [403, 409, 410, 422],
  },
});

export async function sharesRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const urlsFor = (request: FastifyRequest) => shareUrls(services, ownOrigin(settings, request));

  // A password is part of what is sent, and an answer kept for a key would be found by its digest.
  const config = { idempotency: 'off' } as const;
  app.post(
    '/core/files/:fileId/shares',
    { config, schema: calls.share },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const { fileId } = pathParams(fileParams, request.params);
      const body = shareBody.parse(request.body ?? {});
      const share = {
        password: body.password,
        expiresAt: body.expires_at,
        maxDownloads: body.max_downloads,
      };
      const given = { fileId, share };
      const metadata = by(caller, request);
      const shared = await shareFile(platform, caller, metadata, given, urlsFor(request));
      return reply.code(201).send(accepted(shared));
    },
  );

  app.get('/core/files/:fileId/shares', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    const { fileId } = pathParams(fileParams, request.params);
    const results = accepted(await listShares(platform, caller, fileId, urlsFor(request)));
    return { results, next_cursor: null };
  });

  app.delete(
    '/core/files/:fileId/shares/:shareId',
    { schema: calls.revoke },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const given = pathParams(shareParams, request.params);
      accepted(await revokeShare(platform, caller, by(caller, request), given));
      return reply.code(204).send();
    },
  );

  const visitOf = (request: FastifyRequest, reply: FastifyReply) => ({
    token: pathParams(tokenParams, request.params).token,
    password: visitBody.parse(request.body ?? null)?.password ?? null,
    limitTries: limitTriesOf(request, reply),
  });

  app.post('/shares/:token', { config, schema: calls.look }, async (request, reply) => {
    return accepted(await lookAtShared(services, visitOf(request, reply)));
  });

  app.post('/shares/:token/download', { config, schema: calls.take }, async (request, reply) => {
    const metadata = { actorId: null, requestId: request.id };
    const grant = accepted(await takeShared(services, visitOf(request, reply), metadata));
    const url = `${ownOrigin(settings, request)}${grantPath(grant)}`;
    return { url, expires_at: new Date(grant.expires * 1000).toISOString() };
  });
}
