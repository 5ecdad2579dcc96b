/** `/api/v1/notifications/` */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { givenId, instant } from '#domain/kernel/fields.ts';
import {
  notificationOf,
  notificationsSnapshot,
} from '#readmodels/notifications/notifications.query.ts';
import {
  preferencesEntity,
  preferencesOf,
  preferencesSchema,
} from '#readmodels/notifications/preferences.query.ts';
import { whyOf, whySchema } from '#readmodels/notifications/why.query.ts';
import { languageOf } from '../http/language.ts';
import { by, requireAdmin, requireCaller } from '../auth/require-caller.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted, found } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { changeNotifications } from './commands.ts';
import { changePreferences, preferencesChange } from './preferences.ts';
import { sending, sendingOf, sendNotification } from './send.ts';
import { documented, nothing, snapshotOf } from '../http/documentation/documented.ts';
import { notificationSchema } from '#readmodels/notifications/notification.entity.ts';

const flag = z.stringbool().default(false);
const page = z
  .object({
    unread: flag,
    archived: flag,
    snoozed: flag,
    category: z.string().max(100).optional(),
    limit: pageLimit,
    cursor: positionCursor,
  })
  // Nothing is in both places.
  .refine(({ archived, snoozed }) => !(archived && snoozed), {
    path: ['snoozed'],
    error: 'out_of_range',
  });
const params = z.object({ notificationId: givenId });
/** Strict: what is asked for and not done would be worse than a refusal. */
const change = z.strictObject({
  read: z.boolean().optional(),
  archived: z.boolean().optional(),
  snoozed_until: instant.nullable().optional(),
});
const sentSchema = z.object({ id: z.string(), recipients: z.int() });

const calls = documented('Notifications', {
  list: {
    summary: 'One’s notifications, newest first',
    query: page,
    answer: snapshotOf(notificationSchema).extend({ unread_count: z.int() }),
  },
  get: {
    summary: 'One notification',
    params,
    answer: notificationSchema,
  },
  change: {
    summary: 'Marks as read or unread, archives or snoozes',
    params,
    body: change,
    answer: notificationSchema,
  },
  why: {
    summary: 'Why one was told, and where not and why not',
    params,
    answer: whySchema,
  },
  readAll: {
    summary: 'Marks all as read',
    answer: { 204: nothing },
    refuses: [409],
  },
  preferences: {
    summary: 'How one is told',
    answer: preferencesSchema,
  },
  changePreferences: {
    summary: 'Changes how one is told',
    body: preferencesChange,
    answer: preferencesSchema,
  },
  setPreferences: {
    summary: 'Says anew how one is told; what is not named goes back to its default',
    body: preferencesChange,
    answer: preferencesSchema,
  },
  send: {
    summary: 'Tells somebody something',
    access: 'administrators',
    body: sending,
    answer: { 201: sentSchema },
    refuses: [404, 422],
  },
});

export async function notificationsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  app.get('/notifications', { schema: calls.list }, async (request) => {
    const { personId } = await requireCaller(services, request);
    const { unread, archived, snoozed, ...rest } = page.parse(request.query);
    const place = archived ? 'archived' : snoozed ? 'snoozed' : 'inbox';
    const asked = { place, unreadOnly: unread, ...rest } as const;
    const { results, ...whole } = await notificationsSnapshot(database, personId, asked);
    return { ...whole, results: results.map(({ position: _, ...notification }) => notification) };
  });

  app.get('/notifications/:notificationId', { schema: calls.get }, async (request) => {
    const { personId } = await requireCaller(services, request);
    const { notificationId } = pathParams(params, request.params);
    return found(await notificationOf(database, personId, notificationId));
  });

  app.patch('/notifications/:notificationId', { schema: calls.change }, async (request) => {
    const caller = await requireCaller(services, request);
    const { personId } = caller;
    const { notificationId } = pathParams(params, request.params);
    const { read, archived, snoozed_until: snoozedUntil } = change.parse(request.body);
    found(await notificationOf(database, personId, notificationId));
    const asked = { read, archived, snoozedUntil };
    const changing = { personId, ids: [notificationId], change: asked };
    accepted(await changeNotifications(platform, by(caller, request), changing));
    return found(await notificationOf(database, personId, notificationId));
  });

  app.get('/notifications/:notificationId/why', { schema: calls.why }, async (request) => {
    const { personId } = await requireCaller(services, request);
    const { notificationId } = pathParams(params, request.params);
    const language = languageOf(request.headers['accept-language']);
    const asked = { language, hasMail: services.settings.mail !== null };
    return found(await whyOf(database.sql, personId, notificationId, asked));
  });

  app.post('/notifications/read-all', { schema: calls.readAll }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const changing = {
      personId: caller.personId,
      ids: 'all',
      change: { read: true },
    } as const;
    accepted(await changeNotifications(platform, by(caller, request), changing));
    return reply.code(204).send();
  });

  app.get('/notifications/preferences', { schema: calls.preferences }, async (request) => {
    const { personId } = await requireCaller(services, request);
    return preferencesEntity(await preferencesOf(database.orm, personId));
  });

  const setPreferences = (whole: boolean) => async (request: FastifyRequest) => {
    const caller = await requireCaller(services, request);
    const change = preferencesChange.parse(request.body);
    const asked = { personId: caller.personId, change, whole };
    return accepted(await changePreferences(platform, by(caller, request), asked));
  };
  app.patch(
    '/notifications/preferences',
    { schema: calls.changePreferences },
    setPreferences(false),
  );
  app.put('/notifications/preferences', { schema: calls.setPreferences }, setPreferences(true));

  app.post('/notifications/send', { schema: calls.send }, async (request, reply) => {
    const caller = await requireAdmin(services, request);
    const content = accepted(await sendingOf(platform.database, sending.parse(request.body)));
    const sent = accepted(await sendNotification(platform, by(caller, request), content));
    return reply.code(201).send(sent);
  });
}
