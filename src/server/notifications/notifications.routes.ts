/** `/api/v1/notifications/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { text } from '#domain/kernel/fields.ts';
import { appPath, notificationType } from '#domain/notifications/notification.events.ts';
import {
  notificationOf,
  notificationsSnapshot,
} from '#readmodels/notifications/notifications.query.ts';
import type { Caller } from '../auth/caller.ts';
import { requireAdmin, requireCaller } from '../auth/require-caller.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { markNotifications, type Sending, sendNotification } from './commands.ts';
import { cursor } from './page.ts';

const page = z.object({
  unread: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursor.nullable().default(null),
});
const params = z.object({ notificationId: z.uuid() });
/** Strict: what is asked for and not done would be worse than a refusal. */
const change = z.strictObject({ read: z.boolean() });
const words = {
  title: text(1, 200),
  message: text(0, 2000).default(''),
  type: notificationType.default('info'),
  link: appPath.max(500).nullable().default(null),
};
const sending = z.union([
  z.object({ ...words, user_ids: z.array(z.uuid()).min(1).max(10_000) }),
  z.object({ ...words, project_id: z.uuid() }),
  z.object({ ...words, everyone: z.literal(true) }),
]);

export async function notificationsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  app.get('/notifications', async (request) => {
    const { personId } = await requireCaller(services, request);
    const { unread, limit, cursor: from } = page.parse(request.query);
    return notificationsSnapshot(database, personId, { unreadOnly: unread, limit, cursor: from });
  });

  app.get('/notifications/:notificationId', async (request) => {
    const { personId } = await requireCaller(services, request);
    const { notificationId } = pathParams(params, request.params);
    return found(await notificationOf(database, personId, notificationId));
  });

  app.patch('/notifications/:notificationId', async (request) => {
    const caller = await requireCaller(services, request);
    const { personId } = caller;
    const { notificationId } = pathParams(params, request.params);
    const { read } = change.parse(request.body);
    found(await notificationOf(database, personId, notificationId));
    const marking = { personId, ids: [notificationId], read };
    accepted(await markNotifications(platform, by(caller, request.id), marking));
    return found(await notificationOf(database, personId, notificationId));
  });

  app.post('/notifications/read-all', async (request, reply) => {
    const caller = await requireCaller(services, request);
    const marking = { personId: caller.personId, ids: 'all', read: true } as const;
    accepted(await markNotifications(platform, by(caller, request.id), marking));
    return reply.code(204).send();
  });

  app.post('/notifications/send', async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const body = sending.parse(request.body);
    const { title, message, type, link } = body;
    const content = { audience: audienceOf(body), title, message, type, link };
    const sent = accepted(await sendNotification(platform, by(caller, request.id), content));
    return reply.code(201).send(sent);
  });
}

function audienceOf(body: z.infer<typeof sending>): Sending['audience'] {
  if ('user_ids' in body) return { userIds: body.user_ids };
  return 'project_id' in body ? { projectId: body.project_id } : 'everyone';
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RefusalError({ code: 'request.not_found' });
  return value;
}

function by(caller: Caller, requestId: string) {
  return { actorId: caller.personId, requestId };
}
