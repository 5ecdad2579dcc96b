import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { presentTask } from './read.ts';

export const get = signedInProcedure
  .input(z.object({ taskId: givenId }))
  .query(({ ctx, input }) => presentTask(ctx.services.platform, ctx.caller, input.taskId));
