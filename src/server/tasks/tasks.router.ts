import { router } from '../trpc/trpc.ts';
import { board, restOfBoard } from './board.ts';
import { changeDetails } from './change-details.ts';
import { deleteComment, earlierComments, editComment } from './comment-changes.ts';
import { comment } from './comment.ts';
import { comments } from './comments.ts';
import { create } from './create.ts';
import { details } from './details.ts';
import { editMany } from './edit-many.ts';
import { get } from './get.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { look } from './look.ts';
import { mine } from './mine.ts';
import { remove } from './remove.ts';
import { restore } from './restore.ts';
import { removeView, saveView, views } from './views.ts';

export const tasksRouter = router({
  list,
  board,
  restOfBoard,
  mine,
  get,
  create,
  editMany,
  remove,
  restore,
  details,
  changeDetails,
  comment,
  comments,
  editComment,
  deleteComment,
  earlierComments,
  history,
  look,
  views,
  saveView,
  removeView,
});
