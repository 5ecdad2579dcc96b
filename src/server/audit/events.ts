import { z } from 'zod';
import { instant, text } from '#domain/kernel/fields.ts';
import { auditEvents } from '#readmodels/audit/events.query.ts';
import { adminProcedure } from '../trpc/trpc.ts';

const position = z.int().positive();
/** In UTC, between years that Postgres has too: it knows neither the year 0 nor every offset. */
const moment = instant
  .transform((given) => Date.parse(given))
  .refine((ms) => ms >= 0 && ms < Date.UTC(10_000, 0), { error: 'out_of_range' })
  .transform((ms) => new Date(ms).toISOString());

export const events = adminProcedure
  .input(
    z.object({
      beforePosition: position.optional(),
      limit: z.int().min(1).max(200).default(50),
      type: text(0, 100).optional(),
      stream: text(0, 200).optional(),
      actorId: z.uuid().optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
  )
  .query(({ ctx, input }) => {
    const { database, eventLog } = ctx.services.platform;
    const { beforePosition, limit, ...filter } = input;
    return auditEvents(database, eventLog.keys, filter, { beforePosition, limit });
  });
