/** `/api/v1/projects/<id>/tasks/` and `/api/v1/tasks/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { givenId, madeFrom } from '#domain/kernel/fields.ts';
import { commentText, taskStatus } from '#domain/tasks/task.events.ts';
import { commentsOf } from '#readmodels/tasks/comments.query.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { pathParams } from '../http/path-params.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { visibleTask } from './access.ts';
import { changeTask, createTask, deleteTask } from './commands.ts';
import { commentTask, deleteComment, editComment } from './comment-commands.ts';
import { commentsPage, historyPage, newTask, taskChanges, taskFilters } from './fields.ts';
import { listTasks, presentTask, readHistory } from './read.ts';
import { documented, nothing, pageOf, snapshotOf } from '../http/documentation/documented.ts';
import { commentSchema } from '#readmodels/tasks/comment.entity.ts';
import { taskSchema } from '#readmodels/tasks/task.entity.ts';
import { taskHistorySchema } from '#readmodels/tasks/task-history.ts';

const projectParams = z.object({ projectId: givenId });
const taskParams = z.object({ taskId: givenId });
const commentParams = taskParams.extend({ commentId: givenId });
/** `?status=todo,done` as well as `?status=todo&status=done`. */
const statuses = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((some) => some.split(',')))
  .pipe(z.array(taskStatus).max(20));

/** The fields' names as REST has them. */
function snakeCased<Shape extends typeof newTask.shape | typeof taskChanges.shape>(shape: Shape) {
  const { assigneeIds, dueAt, ...fields } = shape;
  return { ...fields, assignee_ids: assigneeIds, due_at: dueAt };
}

const newTaskBody = z.object(snakeCased(newTask.shape));
const changesBody = z.object({ ...snakeCased(taskChanges.shape), version: madeFrom });
const filtersQuery = z.object({
  ...taskFilters.pick({ assignee: true, label: true, q: true, limit: true, cursor: true }).shape,
  status: statuses.default([]),
  due_from: taskFilters.shape.dueFrom,
  due_before: taskFilters.shape.dueBefore,
});
const commentBody = z.object({ text: commentText });

const calls = documented('Tasks', {
  list: {
    summary: 'The tasks of a project',
    params: projectParams,
    query: filtersQuery,
    answer: snapshotOf(taskSchema),
  },
  create: {
    summary: 'Makes a task',
    params: projectParams,
    body: newTaskBody,
    answer: { 201: taskSchema },
    refuses: [403],
  },
  get: { summary: 'One task', params: taskParams, answer: taskSchema },
  update: {
    summary: 'Changes a task',
    params: taskParams,
    body: changesBody,
    answer: taskSchema,
    refuses: [403],
  },
  remove: {
    summary: 'Deletes a task',
    params: taskParams,
    answer: { 204: nothing },
    refuses: [403],
  },
  history: {
    summary: 'What happened to a task, newest first',
    params: taskParams,
    query: historyPage,
    answer: pageOf(taskHistorySchema),
  },
  comments: {
    summary: 'The comments on a task',
    params: taskParams,
    query: commentsPage,
    answer: pageOf(commentSchema),
  },
  comment: {
    summary: 'Comments on a task',
    params: taskParams,
    body: commentBody,
    answer: { 201: commentSchema },
    refuses: [403],
  },
  editComment: {
    summary: 'Changes what a comment of one’s own says',
    params: commentParams,
    body: commentBody,
    answer: commentSchema,
    refuses: [403],
  },
  deleteComment: {
    summary: 'Deletes a comment: its author may, and who owns the project',
    params: commentParams,
    answer: { 204: nothing },
    refuses: [403],
  },
});

export async function tasksRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { platform } = services;
  const { database } = platform;

  const config = { isLarge: true } as const;
  app.get('/projects/:projectId/tasks', { config, schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const {
      status,
      due_from: dueFrom,
      due_before: dueBefore,
      ...filters
    } = filtersQuery.parse(request.query);
    return listTasks(platform, caller, projectId, {
      ...filters,
      statuses: status,
      dueFrom,
      dueBefore,
    });
  });

  app.post('/projects/:projectId/tasks', { schema: calls.create }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { projectId } = pathParams(projectParams, request.params);
    const input = camelCased(newTaskBody.parse(request.body));
    const made = await createTask(platform, caller, by(caller, request), projectId, input);
    return reply.code(201).send(accepted(made));
  });

  app.get('/tasks/:taskId', { schema: calls.get }, async (request) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    return presentTask(platform, caller, taskId);
  });

  app.patch('/tasks/:taskId', { schema: calls.update }, async (request) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    const { version, ...changes } = camelCased(changesBody.parse(request.body));
    const change = { taskId, version, changes };
    return accepted(await changeTask(platform, caller, by(caller, request), change));
  });

  app.delete('/tasks/:taskId', { schema: calls.remove }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    accepted(await deleteTask(platform, caller, by(caller, request), taskId));
    return reply.code(204).send();
  });

  app.get('/tasks/:taskId/history', { schema: calls.history }, async (request) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    return readHistory(platform, caller, taskId, historyPage.parse(request.query));
  });

  app.get('/tasks/:taskId/comments', { schema: calls.comments }, async (request) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    accepted(await visibleTask(platform, caller, taskId));
    return commentsOf(database, taskId, commentsPage.parse(request.query));
  });

  app.post('/tasks/:taskId/comments', { schema: calls.comment }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const { taskId } = pathParams(taskParams, request.params);
    const { text } = commentBody.parse(request.body);
    const comment = { taskId, text };
    const said = await commentTask(platform, caller, by(caller, request), comment);
    return reply.code(201).send(accepted(said));
  });

  const comment = '/tasks/:taskId/comments/:commentId';
  app.patch(comment, { schema: calls.editComment }, async (request) => {
    const caller = await requireCaller(services, request);
    const which = pathParams(commentParams, request.params);
    const edit = { ...which, ...commentBody.parse(request.body) };
    return accepted(await editComment(platform, caller, by(caller, request), edit));
  });

  app.delete(comment, { schema: calls.deleteComment }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    const which = pathParams(commentParams, request.params);
    accepted(await deleteComment(platform, caller, by(caller, request), which));
    return reply.code(204).send();
  });
}

function camelCased<Body extends { assignee_ids?: unknown; due_at?: unknown }>({
  assignee_ids: assigneeIds,
  due_at: dueAt,
  ...fields
}: Body) {
  return { ...fields, assigneeIds, dueAt } as Omit<Body, 'assignee_ids' | 'due_at'> & {
    assigneeIds: Body['assignee_ids'];
    dueAt: Body['due_at'];
  };
}
