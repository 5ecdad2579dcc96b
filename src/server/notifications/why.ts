import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { whyOf } from '#readmodels/notifications/why.query.ts';
import { found } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Why one was told something, and where not and why not. */
export const why = signedInProcedure
  .input(z.object({ notificationId: givenId }))
  .query(async ({ ctx, input }) => {
    const { platform, settings } = ctx.services;
    const asked = { language: ctx.language, hasMail: settings.mail !== null };
    const { sql } = platform.database;
    return found(await whyOf(sql, ctx.caller.personId, input.notificationId, asked));
  });
