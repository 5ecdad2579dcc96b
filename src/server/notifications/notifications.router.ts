import { router } from '../trpc/trpc.ts';
import { markAllRead, markRead, markUnread } from './mark.ts';
import { snapshot } from './snapshot.ts';

export const notificationsRouter = router({ snapshot, markRead, markUnread, markAllRead });
