/** `/api/v1/system/`: administrators write; everyone reads what concerns them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { announcementFor, announcementsFor } from '#readmodels/system/announcements.query.ts';
import { maintenanceFor, maintenanceOf } from '#readmodels/system/maintenance.query.ts';
import { by, requireAdmin, requireCaller } from '../auth/require-caller.ts';
import { viewerOf } from '../auth/viewer.ts';
import { idCursor, pageLimit } from '../http/page-input.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted, found } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import {
  cancelMaintenance,
  changeAnnouncement,
  changeMaintenance,
  scheduleMaintenance,
  withdrawAnnouncement,
  writeAnnouncement,
} from './commands.ts';
import { systemStats } from './server-stats.ts';
import {
  announcementChange,
  announcementChanges,
  contentOf,
  maintenanceChange,
  maintenanceChanges,
  newAnnouncement,
  newMaintenance,
} from './schemas.ts';

const page = z.object({
  limit: pageLimit,
  cursor: idCursor,
});
const params = z.object({ id: givenId });

export async function systemRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/system/stats', async (request) => {
    await requireAdmin(services, request);
    return systemStats(services.platform);
  });
  announcementRoutes(app, services);
  maintenanceRoutes(app, services);
}

function announcementRoutes(app: FastifyInstance, services: Services): void {
  const { platform } = services;
  const { database } = platform;

  app.get('/system/announcements', async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    return announcementsFor(database, viewer, page.parse(request.query));
  });

  app.get('/system/announcements/:id', async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await announcementFor(database, viewer, id));
  });

  app.post('/system/announcements', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const content = contentOf(newAnnouncement.parse(request.body), new Date().toISOString());
    const written = await writeAnnouncement(platform, by(caller, request), content);
    return reply.code(201).send(accepted(written));
  });

  app.patch('/system/announcements/:id', async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = announcementChange.parse(request.body);
    const change = { changes: announcementChanges(body), version: body.version };
    return accepted(await changeAnnouncement(platform, by(caller, request), id, change));
  });

  app.delete('/system/announcements/:id', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await withdrawAnnouncement(platform, by(caller, request), id));
    return reply.code(204).send();
  });
}

function maintenanceRoutes(app: FastifyInstance, services: Services): void {
  const { platform } = services;
  const { database } = platform;

  app.get('/system/maintenance', async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    return maintenanceFor(database, viewer, page.parse(request.query));
  });

  app.get('/system/maintenance/:id', async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await maintenanceOf(database, viewer, id));
  });

  app.post('/system/maintenance', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { message, starts_at: startsAt, ends_at: endsAt } = newMaintenance.parse(request.body);
    const content = { message, startsAt, endsAt };
    const scheduled = await scheduleMaintenance(platform, by(caller, request), content);
    return reply.code(201).send(accepted(scheduled));
  });

  app.patch('/system/maintenance/:id', async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = maintenanceChange.parse(request.body);
    const change = { changes: maintenanceChanges(body), version: body.version };
    return accepted(await changeMaintenance(platform, by(caller, request), id, change));
  });

  app.delete('/system/maintenance/:id', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await cancelMaintenance(platform, by(caller, request), id));
    return reply.code(204).send();
  });
}
