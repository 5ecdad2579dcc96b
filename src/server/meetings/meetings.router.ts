import { router } from '../trpc/trpc.ts';
import { agenda } from './agenda.ts';
import { calendarFeed } from './calendar-feed.ts';
import { cancel } from './cancel.ts';
import { cancelOccurrence } from './cancel-occurrence.ts';
import { changeOccurrence } from './change-occurrence.ts';
import { chat, message, searchChat } from './chat.ts';
import { deleteMessage } from './delete-message.ts';
import { editMessage } from './edit-message.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { notes } from './notes.ts';
import { occurrence } from './occurrence.ts';
import { occurrences } from './occurrences.ts';
import { post } from './post.ts';
import { react } from './react.ts';
import { reading } from './reading.ts';
import { typing } from './report-typing.ts';
import { schedule } from './schedule.ts';
import { update } from './update.ts';

export const meetingsRouter = router({
  list,
  agenda,
  get,
  occurrence,
  occurrences,
  schedule,
  update,
  cancel,
  changeOccurrence,
  cancelOccurrence,
  calendarFeed,
  chat,
  message,
  searchChat,
  reading,
  notes,
  post,
  editMessage,
  deleteMessage,
  react,
  typing,
});
