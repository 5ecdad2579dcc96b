import { router } from '../trpc/trpc.ts';
import { comment } from './comment.ts';
import { comments } from './comments.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { update } from './update.ts';

export const tasksRouter = router({
  list,
  get,
  create,
  update,
  remove,
  comment,
  comments,
  history,
});
