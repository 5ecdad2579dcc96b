import { fileEntity } from '#readmodels/files/file.entity.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { addressesFor } from './file-addresses.ts';
import { filesPage } from './list-input.ts';
import { listFiles } from './read.ts';

export const list = signedInProcedure.input(filesPage).query(async ({ ctx, input }) => {
  const { database } = ctx.services.platform;
  const snapshot = accepted(await listFiles(database, ctx.caller, input));
  const addresses = addressesFor(ctx);
  return {
    ...snapshot,
    results: snapshot.results.map((file) => fileEntity(file, addresses, ctx.language)),
  };
});
