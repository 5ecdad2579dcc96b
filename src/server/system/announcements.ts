import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { announcementsFor } from '#readmodels/system/announcements.query.ts';
import { idCursor, pageLimit } from '../http/page-input.ts';
import { viewerOf } from '../auth/viewer.ts';
import { accepted } from '../http/refusal-error.ts';
import { adminProcedure, metadataOf } from '../trpc/trpc.ts';
import { changeAnnouncement, withdrawAnnouncement, writeAnnouncement } from './commands.ts';
import { announcementChange, announcementChanges, contentOf, newAnnouncement } from './schemas.ts';

export const systemPage = z
  .object({
    limit: pageLimit,
    cursor: idCursor,
  })
  .prefault({});

/** All that were written and not withdrawn, for who writes them. */
export const announcements = adminProcedure
  .input(systemPage)
  .query(({ ctx, input }) =>
    announcementsFor(ctx.services.platform.database, viewerOf(ctx.caller), input),
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
