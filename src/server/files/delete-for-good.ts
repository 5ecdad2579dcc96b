import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { deleteFile } from '#infra/storage/delete-file.ts';
import { ownerIdOf } from '#infra/storage/storage-key.ts';
import { storageKeysOf } from '#readmodels/files/due-files.query.ts';
import { commit } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeableFile } from './commands.ts';

/** What is in the trash goes at once, with every byte that is no other file's, and makes room. */
export const deleteForGood = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId } }) => {
    const { platform, storage, log } = ctx.services;
    accepted(await changeableFile(platform, ctx.caller, fileId));
    const storageKeys = await storageKeysOf(platform.database.sql, fileId);
    const gone = accepted(
      await commit(platform, metadataOf(ctx), (unit) =>
        deleteFile(unit, platform.eventLog.keys, fileId, { type: 'DeleteForGood' }),
      ),
    );
    const spare = storageKeys.filter((key) => gone.has(ownerIdOf(key)));
    const left = await Promise.allSettled(spare.map((key) => storage.delete(key)));
    // It is deleted; what could not be taken away now the sweep of orphans takes.
    for (const one of left) {
      if (one.status === 'rejected')
        log.warn({ error: one.reason }, 'bytes of a deleted file stay');
    }
    return null;
  });
