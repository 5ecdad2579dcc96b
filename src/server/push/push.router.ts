import { loadVapidKey } from '#infra/push/vapid-key.ts';
import { router, signedInProcedure } from '../trpc/trpc.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

/** What a browser subscribes to. */
const key = signedInProcedure.query(async ({ ctx }) => {
  const { publicKey } = await loadVapidKey(ctx.services.platform.database.sql);
  return publicKey.toString('base64url');
});

export const pushRouter = router({ key, subscribe, unsubscribe });
