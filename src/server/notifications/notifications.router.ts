import { router } from '../trpc/trpc.ts';
import { archive, markAllRead, markRead, markUnread, snooze, unarchive, wake } from './mark.ts';
import { preferences, setPreferences } from './preferences.ts';
import { byIds, snapshot } from './snapshot.ts';
import { templatesRouter } from './templates.ts';
import { why } from './why.ts';

export const notificationsRouter = router({
  snapshot,
  byIds,
  markRead,
  markUnread,
  markAllRead,
  archive,
  unarchive,
  snooze,
  wake,
  why,
  preferences,
  setPreferences,
  templates: templatesRouter,
});
