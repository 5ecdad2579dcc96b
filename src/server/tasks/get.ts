import { z } from 'zod';
import { signedInProcedure } from '../trpc/trpc.ts';
import { presentTask } from './read.ts';

export const get = signedInProcedure
  .input(z.object({ taskId: z.uuid() }))
  .query(({ ctx, input }) => presentTask(ctx.services.platform, ctx.caller, input.taskId));
