import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { announcementsFor } from '#readmodels/system/announcements.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { adminProcedure, metadataOf } from '../trpc/trpc.ts';
import { changeAnnouncement, withdrawAnnouncement, writeAnnouncement } from './commands.ts';
import { announcementChange, announcementChanges, contentOf, newAnnouncement } from './schemas.ts';

export const systemPage = z
  .object({
    limit: z.int().min(1).max(200).default(50),
    cursor: givenId.nullable().default(null),
  })
  .prefault({});

/** All that were written and not withdrawn, for who writes them. */
export const announcements = adminProcedure
  .input(systemPage)
  .query(({ ctx, input }) =>
    announcementsFor(
      ctx.services.platform.database,
      { personId: ctx.caller.personId, isAdmin: true },
      input,
    ),
  );

export const announce = adminProcedure.input(newAnnouncement).mutation(async ({ ctx, input }) => {
  const content = contentOf(input, new Date().toISOString());
  return accepted(await writeAnnouncement(ctx.services.platform, metadataOf(ctx), content));
});

export const editAnnouncement = adminProcedure
  .input(announcementChange.extend({ id: givenId }))
  .mutation(async ({ ctx, input: { id, ...body } }) => {
    const change = { changes: announcementChanges(body), version: body.version };
    return accepted(await changeAnnouncement(ctx.services.platform, metadataOf(ctx), id, change));
  });

export const withdraw = adminProcedure
  .input(z.object({ id: givenId }))
  .mutation(async ({ ctx, input }) => {
    accepted(await withdrawAnnouncement(ctx.services.platform, metadataOf(ctx), input.id));
  });
