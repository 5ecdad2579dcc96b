import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { readDetails } from './detail-commands.ts';

/** A task's checklist, files and relations. */
export const details = signedInProcedure
  .input(z.object({ taskId: givenId }))
  .query(({ ctx, input }) => readDetails(ctx.services.platform, ctx.caller, input.taskId));
