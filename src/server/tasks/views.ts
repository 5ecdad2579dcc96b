/** The filters that a project keeps under names. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { taskViewDecider } from '#domain/tasks/task-view.decider.ts';
import { viewName, viewQuery } from '#domain/tasks/task-view.events.ts';
import { loadState } from '#infra/log/state.ts';
import { taskViewsOf } from '#readmodels/tasks/task-views.projection.ts';
import { visibleProject, workableProject } from '../auth/project-access.ts';
import { commitCommand } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';

export const views = signedInProcedure
  .input(z.object({ projectId: givenId }))
  .query(async ({ ctx, input: { projectId } }) => {
    const { database } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    return { results: await taskViewsOf(database, projectId) };
  });

export const saveView = signedInProcedure
  .input(z.object({ projectId: givenId, name: viewName, query: viewQuery }))
  .mutation(async ({ ctx, input: { projectId: givenProjectId, ...input } }) => {
    const { platform } = ctx.services;
    const access = accepted(await workableProject(platform.database, ctx.caller, givenProjectId));
    const { id: projectId } = access.project;
    const viewId = uuidv7();
    const view = { viewId, projectId, ...input, savedBy: ctx.caller.personId };
    const on = {
      decider: taskViewDecider,
      id: viewId,
      command: { type: 'SaveTaskView', view },
    } as const;
    accepted(await commitCommand(platform, metadataOf(ctx), on));
    return { id: viewId, ...input };
  });

export const removeView = signedInProcedure
  .input(z.object({ viewId: givenId }))
  .mutation(async ({ ctx, input: { viewId } }) => {
    const { platform } = ctx.services;
    const { sql, keys } = platform.eventLog;
    const { view } = await loadState(sql, keys, taskViewDecider, viewId);
    // Of a project that one does not see it is as unknown as one that never was.
    const projectId = view?.projectId ?? viewId;
    accepted(await workableProject(platform.database, ctx.caller, projectId));
    const on = {
      decider: taskViewDecider,
      id: viewId,
      command: { type: 'RemoveTaskView' },
    } as const;
    accepted(await commitCommand(platform, metadataOf(ctx), on));
  });
