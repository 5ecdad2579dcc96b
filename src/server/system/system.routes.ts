/** `/api/v1/system/`: administrators write; everyone reads what concerns them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import {
  announcementFor,
  announcementsFor,
  type Reader,
} from '#readmodels/system/announcements.query.ts';
import { maintenanceFor, maintenanceOf } from '#readmodels/system/maintenance.query.ts';
import type { Caller } from '../auth/caller.ts';
import { requireAdmin, requireCaller } from '../auth/require-caller.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
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
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: givenId.nullable().default(null),
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
    const reader = readerOf(await requireCaller(services, request));
    return announcementsFor(database, reader, page.parse(request.query));
  });

  app.get('/system/announcements/:id', async (request) => {
    const reader = readerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await announcementFor(database, reader, id));
  });

  app.post('/system/announcements', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const content = contentOf(newAnnouncement.parse(request.body), new Date().toISOString());
    const written = await writeAnnouncement(platform, by(caller, request.id), content);
    return reply.code(201).send(accepted(written));
  });

  app.patch('/system/announcements/:id', async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = announcementChange.parse(request.body);
    const change = { changes: announcementChanges(body), version: body.version };
    return accepted(await changeAnnouncement(platform, by(caller, request.id), id, change));
  });

  app.delete('/system/announcements/:id', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await withdrawAnnouncement(platform, by(caller, request.id), id));
    return reply.code(204).send();
  });
}

function maintenanceRoutes(app: FastifyInstance, services: Services): void {
  const { platform } = services;
  const { database } = platform;

  app.get('/system/maintenance', async (request) => {
    const reader = readerOf(await requireCaller(services, request));
    return maintenanceFor(database, reader, page.parse(request.query));
  });

  app.get('/system/maintenance/:id', async (request) => {
    const reader = readerOf(await requireCaller(services, request));
    const { id } = pathParams(params, request.params);
    return found(await maintenanceOf(database, reader, id));
  });

  app.post('/system/maintenance', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { message, starts_at: startsAt, ends_at: endsAt } = newMaintenance.parse(request.body);
    const content = { message, startsAt, endsAt };
    const scheduled = await scheduleMaintenance(platform, by(caller, request.id), content);
    return reply.code(201).send(accepted(scheduled));
  });

  app.patch('/system/maintenance/:id', async (request) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    const body = maintenanceChange.parse(request.body);
    const change = { changes: maintenanceChanges(body), version: body.version };
    return accepted(await changeMaintenance(platform, by(caller, request.id), id, change));
  });

  app.delete('/system/maintenance/:id', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const { id } = pathParams(params, request.params);
    accepted(await cancelMaintenance(platform, by(caller, request.id), id));
    return reply.code(204).send();
  });
}

function readerOf({ personId, role }: Caller): Reader {
  return { personId, isAdmin: role === 'admin' };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RefusalError({ code: 'request.not_found' });
  return value;
}

function by(caller: Caller, requestId: string) {
  return { actorId: caller.personId, requestId };
}
