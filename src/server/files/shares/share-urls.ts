import { exchangeOf } from '../../auth/session-cookie.ts';
import { ownOrigin } from '../../http/own-origin.ts';
import type { Context } from '../../trpc/trpc.ts';
import { shareUrls } from './share-commands.ts';

/** Whole addresses: what is copied is sent to somebody elsewhere. */
export function shareUrlsFor(ctx: Context): (shareId: string) => string {
  return shareUrls(ctx.services, ownOrigin(ctx.services.settings, exchangeOf(ctx).request));
}
