import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { maintenanceFor } from '#readmodels/system/maintenance.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { accepted } from '../http/refusal-error.ts';
import { adminProcedure, metadataOf } from '../trpc/trpc.ts';
import { systemPage } from './announcements.ts';
import {
  cancelMaintenance as cancel,
  changeMaintenance as change,
  scheduleMaintenance as schedule,
} from './commands.ts';
import { maintenanceChange, maintenanceChanges, newMaintenance } from './schemas.ts';

/** All that were scheduled and not cancelled, for who schedules them. */
export const maintenance = adminProcedure
  .input(systemPage)
  .query(({ ctx, input }) =>
    maintenanceFor(ctx.services.platform.database, viewerOf(ctx.caller), input),
  );

export const scheduleMaintenance = adminProcedure
  .input(newMaintenance)
  .mutation(async ({ ctx, input: { message, starts_at: startsAt, ends_at: endsAt } }) => {
    const content = { message, startsAt, endsAt };
    return accepted(await schedule(ctx.services.platform, metadataOf(ctx), content));
  });

export const changeMaintenance = adminProcedure
  .input(maintenanceChange.extend({ id: givenId }))
  .mutation(async ({ ctx, input: { id, ...body } }) => {
    const changes = { changes: maintenanceChanges(body), version: body.version };
    return accepted(await change(ctx.services.platform, metadataOf(ctx), id, changes));
  });

export const cancelMaintenance = adminProcedure
  .input(z.object({ id: givenId }))
  .mutation(async ({ ctx, input }) => {
    accepted(await cancel(ctx.services.platform, metadataOf(ctx), input.id));
  });
