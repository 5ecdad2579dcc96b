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
import { documented, nothing, pageOf } from '../http/documentation/documented.ts';
import { projectSchema } from '#readmodels/projects/project.entity.ts';

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

const calls = documented('Projects', {
  list: {
    summary: 'The projects one is in',
    query: page,
    answer: pageOf(projectSchema),
  },
  create: {
    summary: 'Makes a project, which one owns',
    body: newProject,
    answer: { 201: projectSchema },
  },
  get: {
    summary: 'One project',
    params: projectParams,
    answer: projectSchema,
  },
  update: {
    summary: 'Changes a project, or puts it into or takes it out of the archive',
    params: projectParams,
    body: changesBody,
    answer: projectSchema,
    refuses: [403],
  },
  archive: {
    summary: 'Puts a project into the archive',
    params: projectParams,
    answer: { 204: nothing },
    refuses: [403],
  },
});

export async function projectsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  app.get('/projects', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    return projectsOf(database, caller.personId, page.parse(request.query));
  });

  app.post('/projects', { schema: calls.create }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const input = newProject.parse(request.body);
    const metadata = by(caller, request);
    return reply.code(201).send(accepted(await createProject(platform, caller, metadata, input)));
  });

  app.get('/projects/:projectId', { schema: calls.get }, async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    return accepted(await visibleProject(database, caller, projectId)).project;
  });

  app.patch('/projects/:projectId', { schema: calls.update }, async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const { archived: isArchived, version, ...words } = changesBody.parse(request.body);
    const change = { projectId, version, changes: { ...words, isArchived } };
    return accepted(await changeProject(platform, caller, by(caller, request), change));
  });

  // A project is not deleted: its past is other people's too. It goes into the archive.
  app.delete('/projects/:projectId', { schema: calls.archive }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const change = { projectId, version: null, changes: { isArchived: true } };
    accepted(await changeProject(platform, caller, by(caller, request), change));
    return reply.code(204).send();
  });
}
