import { z } from 'zod';
import { personDecider } from '#domain/people/person.decider.ts';
import { personName } from '#domain/people/person.events.ts';
import { commitCommand } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';

/** Oneself. */
export const rename = signedInProcedure
  .input(z.object({ name: personName }))
  .mutation(async ({ ctx, input: { name } }) => {
    const renamed = await commitCommand(ctx.services.platform, metadataOf(ctx), {
      decider: personDecider,
      id: ctx.caller.personId,
      command: { type: 'RenamePerson', name },
    });
    accepted(renamed);
  });
