import type { IntakeRules, IntakeType } from '#domain/files/intake.ts';
import { appVersion } from '#infra/env/version.ts';
import { publicProcedure } from '../trpc/trpc.ts';

export const info = publicProcedure.query(({ ctx }) => {
  const { registration, uploads } = ctx.services.settings;
  const { image, document, avatar } = uploads;
  return {
    version: appVersion,
    registration,
    /** What may be sent, by its type: pages check by it before they send. */
    uploads: { image, document, avatar } satisfies Record<IntakeType, IntakeRules>,
  };
});
