import { z } from 'zod';
import { mayDeleteForGood } from '#domain/files/file.permissions.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { deleteFile } from '#infra/storage/delete-file.ts';
import { commit } from '../commit.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeableFile } from './commands.ts';

/** What is in the trash goes at once, with every byte that is no other file's, and makes room. */
export const deleteForGood = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId } }) => {
    const { platform, storage, log } = ctx.services;
    const { actor, place } = accepted(await changeableFile(platform, ctx.caller, fileId));
    if (!mayDeleteForGood(actor, place)) throw new RefusalError({ code: 'auth.forbidden' });
    const spare = accepted(
      await commit(platform, metadataOf(ctx), (unit) =>
        deleteFile(unit, platform.eventLog.keys, fileId, { type: 'DeleteForGood' }),
      ),
    );
    const left = await Promise.allSettled(spare.map((key) => storage.delete(key)));
    // It is deleted; what could not be taken away now the sweep of orphans takes.
    for (const one of left) {
      if (one.status === 'rejected') log.warn({ err: one.reason }, 'bytes of a deleted file stay');
    }
    return null;
  });
