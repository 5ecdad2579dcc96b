/** `/api/v1/meetings/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId, utcInstant } from '#domain/kernel/fields.ts';
import { messageText } from '#domain/meetings/message.events.ts';
import { messagesPage } from '#readmodels/meetings/chat.query.ts';
import { meetingsOf } from '#readmodels/meetings/meetings.query.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { enterableMeeting, visibleMeeting } from '../auth/meeting-access.ts';
import { cancelMeeting, scheduleMeeting, updateMeeting } from './commands.ts';
import {
  meetingChangeOfRest,
  meetingsCursorText,
  newMeetingOfRest,
  meetingsOrder,
  newMessage,
} from './input.ts';
import { deleteMessage, editMessage, postMessage } from './messages.ts';
import { documented, nothing, pageOf } from '../http/documentation/documented.ts';
import { meetingSchema } from '#readmodels/meetings/meeting.entity.ts';
import { messageSchema } from '#readmodels/meetings/message.entity.ts';

const meetingsQuery = z.object({
  project_id: givenId.nullable().default(null),
  from: utcInstant.nullable().default(null),
  to: utcInstant.nullable().default(null),
  order: meetingsOrder,
  limit: pageLimit,
  cursor: meetingsCursorText,
});
const chatQuery = z.object({ limit: pageLimit, cursor: positionCursor });
const meetingParams = z.object({ meetingId: givenId });
const messageParams = meetingParams.extend({ messageId: givenId });
const messageBody = z.object({ text: newMessage.text, client_id: newMessage.clientId });
const messageChange = z.strictObject({ text: messageText });

const calls = documented('Meetings', {
  list: {
    summary: 'The meetings one may see',
    query: meetingsQuery,
    answer: pageOf(meetingSchema),
  },
  schedule: {
    summary: 'Schedules a meeting',
    body: newMeetingOfRest,
    answer: { 201: meetingSchema },
    refuses: [403, 404],
  },
  get: {
    summary: 'One meeting',
    params: meetingParams,
    answer: meetingSchema,
  },
  update: {
    summary: 'Changes a meeting',
    params: meetingParams,
    body: meetingChangeOfRest,
    answer: meetingSchema,
    refuses: [403],
  },
  cancel: {
    summary: 'Cancels a meeting',
    params: meetingParams,
    answer: { 204: nothing },
    refuses: [403],
  },
  messages: {
    summary: 'What was said in a meeting, newest first',
    params: meetingParams,
    query: chatQuery,
    answer: pageOf(messageSchema),
    refuses: [403],
  },
  post: {
    summary: 'Says something in a meeting',
    params: meetingParams,
    body: messageBody,
    answer: { 201: messageSchema },
    refuses: [403],
  },
  editMessage: {
    summary: 'Changes what one said',
    params: messageParams,
    body: messageChange,
    answer: messageSchema,
    refuses: [403],
  },
  deleteMessage: {
    summary: 'Takes back what was said',
    params: messageParams,
    answer: { 204: nothing },
    refuses: [403],
  },
});

export async function meetingsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  app.get('/meetings', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    const { project_id: projectId, ...page } = meetingsQuery.parse(request.query);
    return meetingsOf(database, caller.personId, { projectId, ...page });
  });

  app.post('/meetings', { schema: calls.schedule }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const fields = newMeetingOfRest.parse(request.body);
    const meeting = await scheduleMeeting(platform, caller, by(caller, request), fields);
    return reply.code(201).send(accepted(meeting));
  });

  app.get('/meetings/:meetingId', { schema: calls.get }, async (request) => {
    const caller = await requireCaller(services, request);
    const { meetingId } = pathParams(meetingParams, request.params);
    return accepted(await visibleMeeting(database, caller, meetingId)).meeting;
  });

  app.patch('/meetings/:meetingId', { schema: calls.update }, async (request) => {
    const caller = await requireCaller(services, request);
    const { meetingId } = pathParams(meetingParams, request.params);
    const update = { meetingId, ...meetingChangeOfRest.parse(request.body) };
    return accepted(await updateMeeting(platform, caller, by(caller, request), update));
  });

  app.delete('/meetings/:meetingId', { schema: calls.cancel }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const which = pathParams(meetingParams, request.params);
    accepted(await cancelMeeting(platform, caller, by(caller, request), which));
    return reply.code(204).send();
  });

  const config = { isLarge: true } as const;
  app.get('/meetings/:meetingId/messages', { config, schema: calls.messages }, async (request) => {
    const caller = await requireCaller(services, request);
    const { meetingId } = pathParams(meetingParams, request.params);
    accepted(await enterableMeeting(database, caller, meetingId));
    return messagesPage(database.orm, meetingId, chatQuery.parse(request.query));
  });

  app.post('/meetings/:meetingId/messages', { schema: calls.post }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { meetingId } = pathParams(meetingParams, request.params);
    const { text, client_id: clientId } = messageBody.parse(request.body);
    const message = { meetingId, text, clientId };
    const posted = await postMessage(services, caller, by(caller, request), message);
    return reply.code(201).send(accepted(posted));
  });

  app.patch(
    '/meetings/:meetingId/messages/:messageId',
    { schema: calls.editMessage },
    async (request) => {
      const caller = await requireCaller(services, request);
      const which = pathParams(messageParams, request.params);
      const edit = { ...which, ...messageChange.parse(request.body) };
      return accepted(await editMessage(services, caller, by(caller, request), edit));
    },
  );

  app.delete(
    '/meetings/:meetingId/messages/:messageId',
    { schema: calls.deleteMessage },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const which = pathParams(messageParams, request.params);
      accepted(await deleteMessage(services, caller, by(caller, request), which));
      return reply.code(204).send();
    },
  );
}
