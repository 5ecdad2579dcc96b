import { z } from 'zod';
import { auditEvents } from '#readmodels/audit/events.query.ts';
import { adminProcedure } from '../trpc/trpc.ts';

const position = z.int().positive();
const instant = z.iso.datetime({ offset: true });

export const events = adminProcedure
  .input(
    z.object({
      beforePosition: position.optional(),
      limit: z.int().min(1).max(200).default(50),
      type: z.string().max(100).optional(),
      stream: z.string().max(200).optional(),
      actorId: z.uuid().optional(),
      from: instant.optional(),
      to: instant.optional(),
    }),
  )
  .query(({ ctx, input }) => {
    const { database, eventLog } = ctx.services.platform;
    const { beforePosition, limit, ...filter } = input;
    return auditEvents(database, eventLog.keys, filter, { beforePosition, limit });
  });
