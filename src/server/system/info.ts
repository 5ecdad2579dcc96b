import { appVersion } from '#infra/env/version.ts';
import { publicProcedure } from '../trpc/trpc.ts';

export const info = publicProcedure.query(({ ctx }) => ({
  version: appVersion,
  registration: ctx.services.settings.registration,
}));
