/** `/api/v1/projects/<id>/members/` */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { projectRole } from '#domain/projects/project.events.ts';
import { membersSnapshot } from '#readmodels/projects/projects.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { ownOrigin } from '../http/own-origin.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import {
  addMember,
  changeMemberRole,
  inviteMember,
  newMember,
  personToAdd,
  removeMember,
} from './member-commands.ts';
import { documented, nothing, snapshotOf } from '../http/documentation/documented.ts';
import { memberSchema } from '#readmodels/projects/project.entity.ts';

const projectParams = z.object({ projectId: givenId });
const memberParams = projectParams.extend({ personId: givenId });
const newMemberBody = z
  .object({
    user_id: newMember.shape.userId,
    email: newMember.shape.email,
    role: newMember.shape.role,
  })
  .refine((body) => (body.user_id === undefined) !== (body.email === undefined), {
    error: 'one_of_both',
    path: ['user_id'],
  });
const memberChange = z.object({ role: projectRole });
/** Somebody who is not known here yet. */
const invitedSchema = z.object({
  user: z.null(),
  email: z.string(),
  role: projectRole,
  invitation: z.object({ url: z.string(), expires_at: z.string() }),
});

const calls = documented('Members', {
  list: {
    summary: 'The members of a project',
    params: projectParams,
    answer: snapshotOf(memberSchema),
  },
  add: {
    summary: 'Makes somebody a member, or invites them',
    params: projectParams,
    body: newMemberBody,
    answer: { 201: z.union([memberSchema, invitedSchema]) },
    refuses: [403],
  },
  changeRole: {
    summary: 'Gives a member another role',
    params: memberParams,
    body: memberChange,
    answer: memberSchema,
    refuses: [403],
  },
  remove: {
    summary: 'Removes a member, or leaves',
    params: memberParams,
    answer: { 204: nothing },
    refuses: [403, 409],
  },
});

export async function membersRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const { database } = platform;

  app.get('/projects/:projectId/members', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    accepted(await visibleProject(database, caller, projectId));
    const { members, position } = await membersSnapshot(database, projectId);
    return { results: members, next_cursor: null, position };
  });

  app.post('/projects/:projectId/members', { schema: calls.add }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const { user_id: userId, email, role } = newMemberBody.parse(request.body);
    const personId = await personToAdd(platform, { userId, email, role });
    if (personId !== null) {
      const input = { projectId, personId, role };
      const added = await addMember(platform, caller, by(caller, request), input);
      return reply.code(201).send(accepted(added));
    }
    await forgetKey(request);
    const input = { projectId, email: email ?? '', role };
    const invited = await inviteMember(services, caller, by(caller, request), input);
    const { invitation, ...answer } = accepted(invited);
    const url = ownOrigin(settings, request) + invitation.path;
    reply.code(201).header('cache-control', 'no-store');
    return { user: null, ...answer, invitation: { url, expires_at: invitation.expiresAt } };
  });

  app.patch(
    '/projects/:projectId/members/:personId',
    { schema: calls.changeRole },
    async (request) => {
      const caller = await requireCaller(services, request);
      const { projectId, personId } = pathParams(memberParams, request.params);
      const { role } = memberChange.parse(request.body);
      const input = { projectId, personId, role };
      return accepted(await changeMemberRole(platform, caller, by(caller, request), input));
    },
  );

  app.delete(
    '/projects/:projectId/members/:personId',
    { schema: calls.remove },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const input = pathParams(memberParams, request.params);
      accepted(await removeMember(platform, caller, by(caller, request), input));
      return reply.code(204).send();
    },
  );
}

/**
 * An invitation's link is a secret and kept as a hash only, so its answer is not kept to be
 * replayed: who sends the request again gets another link, and the first one runs out unused.
 */
async function forgetKey(request: FastifyRequest): Promise<void> {
  const { claim } = request;
  request.claim = null;
  await claim?.forget();
}
