import { z } from 'zod';
import { text } from '#domain/kernel/fields.ts';
import { readHead } from '#infra/log/read.ts';
import { entityAt } from '#readmodels/audit/entity.query.ts';
import { RefusalError } from '../http/refusal-error.ts';
import { adminProcedure } from '../trpc/trpc.ts';

export const entity = adminProcedure
  .input(z.object({ stream: text(0, 200), position: z.int().nonnegative() }))
  .query(async ({ ctx, input }) => {
    const { database, eventLog } = ctx.services.platform;
    if (input.position > (await readHead(database.sql))) {
      throw new RefusalError({ code: 'audit.position_unknown' });
    }
    return entityAt(database, eventLog.keys, input.stream, input.position);
  });
