import { z } from 'zod';
import { givenId, text, utcInstant } from '#domain/kernel/fields.ts';
import { auditEvents } from '#readmodels/audit/events.query.ts';
import { pageLimit } from '../http/page-input.ts';
import { adminProcedure } from '../trpc/trpc.ts';

const position = z.int().positive();

export const events = adminProcedure
  .input(
    z.object({
      beforePosition: position.optional(),
      limit: pageLimit,
      type: text(0, 100).optional(),
      stream: text(0, 200).optional(),
      actorId: givenId.optional(),
      from: utcInstant.optional(),
      to: utcInstant.optional(),
    }),
  )
  .query(({ ctx, input }) => {
    const { database, eventLog } = ctx.services.platform;
    const { beforePosition, limit, ...filter } = input;
    return auditEvents(database, eventLog.keys, filter, { beforePosition, limit });
  });
