import { router } from '../trpc/trpc.ts';
import { announce, announcements, editAnnouncement, withdraw } from './announcements.ts';
import { current } from './current.ts';
import { info } from './info.ts';
import {
  cancelMaintenance,
  changeMaintenance,
  maintenance,
  scheduleMaintenance,
} from './maintenance.ts';
import { stats } from './stats.ts';

export const systemRouter = router({
  info,
  current,
  announcements,
  announce,
  editAnnouncement,
  withdraw,
  maintenance,
  scheduleMaintenance,
  changeMaintenance,
  cancelMaintenance,
  stats,
});
