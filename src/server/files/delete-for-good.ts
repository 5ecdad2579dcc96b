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
    const { platform, storage } = ctx.services;
    accepted(await changeableFile(platform, ctx.caller, fileId));
    const storageKeys = await storageKeysOf(platform.database.sql, fileId);
    const gone = accepted(
      await commit(platform, metadataOf(ctx), (unit) =>
        deleteFile(unit, platform.eventLog.keys, fileId, { type: 'DeleteForGood' }),
      ),
    );
    for (const key of storageKeys.filter((one) => gone.has(ownerIdOf(one)))) {
      await storage.delete(key);
    }
    return null;
  });
