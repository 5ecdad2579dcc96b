/** `/api/v1/projects/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { projectRole } from '#domain/projects/project.events.ts';
import { memberOf } from '#readmodels/projects/member.query.ts';
import { membersOf, projectsOf } from '#readmodels/projects/projects.query.ts';
import type { Caller } from '../auth/caller.ts';
import { requireCaller } from '../auth/require-caller.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { visibleProject } from '../auth/project-access.ts';
import { addMember, changeMemberRole, createProject, removeMember } from './commands.ts';
import { newProject } from './create.ts';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().nullable().default(null),
});
const projectParams = z.object({ projectId: z.uuid() });
const memberParams = projectParams.extend({ personId: z.uuid() });
const newMember = z.object({ user_id: z.uuid(), role: projectRole.default('editor') });

export async function projectsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  app.get('/projects', async (request) => {
    const caller = await requireCaller(services, request);
    return projectsOf(database, caller.personId, page.parse(request.query));
  });

  app.post('/projects', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const input = newProject.parse(request.body);
    const metadata = by(caller, request.id);
    return reply.code(201).send(accepted(await createProject(platform, caller, metadata, input)));
  });

  app.get('/projects/:projectId', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    return accepted(await visibleProject(database, caller, projectId)).project;
  });

  app.get('/projects/:projectId/members', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    accepted(await visibleProject(database, caller, projectId));
    return { results: await membersOf(database, projectId), next_cursor: null };
  });

  app.post('/projects/:projectId/members', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const { user_id: personId, role } = newMember.parse(request.body);
    const input = { projectId, personId, role };
    accepted(await addMember(platform, caller, by(caller, request.id), input));
    return reply.code(201).send(await memberOf(database, projectId, personId));
  });

  app.patch('/projects/:projectId/members/:personId', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId, personId } = pathParams(memberParams, request.params);
    const { role } = z.object({ role: projectRole }).parse(request.body);
    const input = { projectId, personId, role };
    accepted(await changeMemberRole(platform, caller, by(caller, request.id), input));
    return memberOf(database, projectId, personId);
  });

  app.delete('/projects/:projectId/members/:personId', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const input = pathParams(memberParams, request.params);
    accepted(await removeMember(platform, caller, by(caller, request.id), input));
    return reply.code(204).send();
  });
}

function by(caller: Caller, requestId: string) {
  return { actorId: caller.personId, requestId };
}
