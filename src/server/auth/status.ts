import { ownEntity } from '#readmodels/people/people.query.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { needsSetup } from './setup-tokens.ts';

/** What the web app asks first: who is signed in, and whether anybody can be. */
export const status = publicProcedure.query(async ({ ctx }) => {
  const { database } = ctx.services.platform;
  const user = ctx.caller ? await ownEntity(database, ctx.caller.personId) : undefined;
  return { needsSetup: await needsSetup(database.sql), user: user ?? null };
});
