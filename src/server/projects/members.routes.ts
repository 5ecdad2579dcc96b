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

export async function membersRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform, settings } = services;
  const { database } = platform;

  app.get('/projects/:projectId/members', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    accepted(await visibleProject(database, caller, projectId));
    const { members, position } = await membersSnapshot(database, projectId);
    return { results: members, next_cursor: null, position };
  });

  app.post('/projects/:projectId/members', async (request, reply) => {
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
    const invited = await inviteMember(platform, caller, by(caller, request), input);
    const { invitation, ...answer } = accepted(invited);
    const url = ownOrigin(settings, request) + invitation.path;
    reply.code(201).header('cache-control', 'no-store');
    return { user: null, ...answer, invitation: { url, expires_at: invitation.expiresAt } };
  });

  app.patch('/projects/:projectId/members/:personId', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId, personId } = pathParams(memberParams, request.params);
    const { role } = z.object({ role: projectRole }).parse(request.body);
    const input = { projectId, personId, role };
    return accepted(await changeMemberRole(platform, caller, by(caller, request), input));
  });

  app.delete('/projects/:projectId/members/:personId', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const input = pathParams(memberParams, request.params);
    accepted(await removeMember(platform, caller, by(caller, request), input));
    return reply.code(204).send();
  });
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
