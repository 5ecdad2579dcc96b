/** `/api/v1/projects/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { projectsOf } from '#readmodels/projects/projects.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { idCursor, pageLimit } from '../http/page-input.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { changeProject, createProject } from './commands.ts';
import { newProject } from './create.ts';
import { projectChanges } from './update.ts';

const page = z.object({
  limit: pageLimit,
  cursor: idCursor,
  archived: z.stringbool().default(false),
});
const projectParams = z.object({ projectId: givenId });
const changesBody = z.object({
  name: projectChanges.shape.name,
  description: projectChanges.shape.description,
  archived: projectChanges.shape.isArchived,
  version: projectChanges.shape.version,
});

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
    const metadata = by(caller, request);
    return reply.code(201).send(accepted(await createProject(platform, caller, metadata, input)));
  });

  app.get('/projects/:projectId', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    return accepted(await visibleProject(database, caller, projectId)).project;
  });

  app.patch('/projects/:projectId', async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const { archived: isArchived, version, ...words } = changesBody.parse(request.body);
    const change = { projectId, version, changes: { ...words, isArchived } };
    return accepted(await changeProject(platform, caller, by(caller, request), change));
  });

  // A project is not deleted: its past is other people's too. It goes into the archive.
  app.delete('/projects/:projectId', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const change = { projectId, version: null, changes: { isArchived: true } };
    accepted(await changeProject(platform, caller, by(caller, request), change));
    return reply.code(204).send();
  });
}
