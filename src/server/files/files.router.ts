import { router } from '../trpc/trpc.ts';
import { deleteForGood } from './delete-for-good.ts';
import { get } from './get.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { restore } from './restore.ts';
import { sharesRouter } from './shares/shares.router.ts';
import { stats } from './stats.ts';
import { trash } from './trash.ts';
import { update } from './update.ts';

export const filesRouter = router({
  get,
  list,
  history,
  stats,
  update,
  trash,
  restore,
  deleteForGood,
  shares: sharesRouter,
});
