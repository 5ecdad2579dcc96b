import { appVersion } from '#infra/env/version.ts';
import { publicProcedure } from '../trpc/trpc.ts';

export const info = publicProcedure.query(({ ctx }) => ({
  version: appVersion,
  registration: ctx.services.settings.registration,
  image_max_bytes: ctx.services.settings.uploads.image.maxSizeBytes,
}));
