import { z } from 'zod';
import { language as languageField } from '#domain/kernel/fields.ts';
import { languageOfPerson } from '#readmodels/people/language.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { chooseLanguage } from './choose-language.ts';

/** What one is told things in. */
export const language = signedInProcedure.query(({ ctx }) =>
  languageOfPerson(ctx.services.platform.database, ctx.caller.personId),
);

export const setLanguage = signedInProcedure
  .input(z.object({ language: languageField }))
  .mutation(async ({ ctx, input }) => {
    const { personId } = ctx.caller;
    accepted(await chooseLanguage(ctx.services.platform, metadataOf(ctx), { personId, ...input }));
  });
