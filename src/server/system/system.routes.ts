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
import { systemStats, systemStatsSchema } from './server-stats.ts';
import {
  announcementChange,
  announcementChanges,
  contentOf,
  maintenanceChange,
  maintenanceChanges,
  newAnnouncement,
  newMaintenance,
} from './schemas.ts';
import { documented, nothing, pageOf } from '../http/documentation/documented.ts';
import { announcementSchema, maintenanceSchema } from '#readmodels/system/system.entities.ts';

const page = z.object({
  limit: pageLimit,
  cursor: idCursor,
});
const params = z.object({ id: givenId });

const calls = documented('System', {
  stats: {
    summary: 'What the servers measure',
    access: 'administrators',
    answer: systemStatsSchema,
  },
  announcements: {
    summary: 'The announcements that concern one',
    query: page,
    answer: pageOf(announcementSchema),
  },
  announcement: {
    summary: 'One announcement',
    params,
    answer: announcementSchema,
  },
  announce: {
    summary: 'Announces something',
    access: 'administrators',
    body: newAnnouncement,
    answer: { 201: announcementSchema },
    refuses: [404],
  },
  changeAnnouncement: {
    summary: 'Changes an announcement',
    access: 'administrators',
    params,
    body: announcementChange,
    answer: announcementSchema,
  },
  withdraw: {
    summary: 'Withdraws an announcement',
    access: 'administrators',
    params,
    answer: { 204: nothing },
  },
  maintenances: {
    summary: 'The maintenance that is planned',
    query: page,
    answer: pageOf(maintenanceSchema),
  },
  maintenance: {
    summary: 'One maintenance',
    params,
    answer: maintenanceSchema,
  },
  schedule: {
    summary: 'Plans a maintenance',
    access: 'administrators',
    body: newMaintenance,
    answer: { 201: maintenanceSchema },
  },
  changeMaintenance: {
    summary: 'Changes a maintenance',
    access: 'administrators',
    params,
    body: maintenanceChange,
    answer: maintenanceSchema,
  },
  cancel: {
    summary: 'Cancels a maintenance',
    access: 'administrators',
    params,
    answer: { 204: nothing },
  },
});

export async function systemRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/system/stats', { schema: calls.stats }, async (request) => {
    await requireAdmin(services, request);
    return systemStats(services.platform);
  });
  announcementRoutes(app, services);
  maintenanceRoutes(app, services);
}

function announcementRoutes(app: FastifyInstance, services: Services): void {
  const { platform } = services;
  const { database } = platform;

  app.get('/system/announcements', { schema: calls.announcements }, async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    return announcementsFor(database, viewer, page.parse(request.query));
  });

  app.get('/system/announcements/:id', { schema: calls.announcement }, async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await announcementFor(database, viewer, id));
  });

  app.post('/system/announcements', { schema: calls.announce }, async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const content = contentOf(newAnnouncement.parse(request.body), new Date().toISOString());
    const written = await writeAnnouncement(platform, by(caller, request), content);
    return reply.code(201).send(accepted(written));
  });

  app.patch('/system/announcements/:id', { schema: calls.changeAnnouncement }, async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = announcementChange.parse(request.body);
    const change = { changes: announcementChanges(body), version: body.version };
    return accepted(await changeAnnouncement(platform, by(caller, request), id, change));
  });

  app.delete('/system/announcements/:id', { schema: calls.withdraw }, async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await withdrawAnnouncement(platform, by(caller, request), id));
    return reply.code(204).send();
  });
}

function maintenanceRoutes(app: FastifyInstance, services: Services): void {
  const { platform } = services;
  const { database } = platform;

  app.get('/system/maintenance', { schema: calls.maintenances }, async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    return maintenanceFor(database, viewer, page.parse(request.query));
  });

  app.get('/system/maintenance/:id', { schema: calls.maintenance }, async (request) => {
    const viewer = viewerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await maintenanceOf(database, viewer, id));
  });

  app.post('/system/maintenance', { schema: calls.schedule }, async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { message, starts_at: startsAt, ends_at: endsAt } = newMaintenance.parse(request.body);
    const content = { message, startsAt, endsAt };
    const scheduled = await scheduleMaintenance(platform, by(caller, request), content);
    return reply.code(201).send(accepted(scheduled));
  });

  app.patch('/system/maintenance/:id', { schema: calls.changeMaintenance }, async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = maintenanceChange.parse(request.body);
    const change = { changes: maintenanceChanges(body), version: body.version };
    return accepted(await changeMaintenance(platform, by(caller, request), id, change));
  });

  app.delete('/system/maintenance/:id', { schema: calls.cancel }, async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await cancelMaintenance(platform, by(caller, request), id));
    return reply.code(204).send();
  });
}
