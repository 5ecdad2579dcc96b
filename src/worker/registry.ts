/** Every reaction and every job there is. A new one adds its line here. */
import type { Logger } from 'pino';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { PushOptions } from '#infra/push/send-push.ts';
import type { Platform } from '#infra/platform.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { expireUploadsHandler } from './files/expire-uploads.ts';
import { giveUpRenditionsHandler, makeRenditionsHandler } from './files/make-renditions.handler.ts';
import { makeRenditionsReaction } from './files/make-renditions.reaction.ts';
import { purgeTrashHandler } from './files/purge-trash.ts';
import { scanAgainHandler } from './files/scan-again.ts';
import { scanFileHandler } from './files/scan-file.handler.ts';
import { scanFileReaction } from './files/scan-file.reaction.ts';
import { sweepOrphansHandler } from './files/sweep-orphans.ts';
import { tellOfAnnouncementsReaction } from './notifications/tell-of-announcements.reaction.ts';
import type { PictureWorkshop } from './files/workshop/workshop.ts';
import { tellOfFilesReaction } from './notifications/tell-of-files.reaction.ts';
import {
  tellOfChatsReaction,
  tellOfMeetingsReaction,
} from './notifications/tell-of-meetings.reaction.ts';
import { tellOfPeopleReaction } from './notifications/tell-of-people.reaction.ts';
import { tellOfTasksReaction } from './notifications/tell-of-tasks.reaction.ts';
import { wakeDueHandler } from './notifications/wake-due.handler.ts';
import { wakeSnoozedReaction } from './notifications/wake-snoozed.reaction.ts';
import { sendPushHandler } from './push/send-push.handler.ts';
import { sendPushReaction } from './push/send-push.reaction.ts';
import { forgetAnswersHandler } from './requests/forget-answers.ts';
import { endExpiredHandler } from './sessions/end-expired.ts';
import { watchConditionsHandler } from './system/watch-conditions.ts';

export const reactions: readonly Reaction[] = [
  scanFileReaction,
  makeRenditionsReaction,
  tellOfFilesReaction,
  tellOfTasksReaction,
  tellOfMeetingsReaction,
  tellOfChatsReaction,
  tellOfPeopleReaction,
  tellOfAnnouncementsReaction,
  wakeSnoozedReaction,
  sendPushReaction,
];

export interface JobNeeds {
  platform: Platform;
  storage: Storage;
  workshop: PictureWorkshop;
  push: PushOptions;
  clamdUrl: string | null;
  log: Logger;
}

export function jobHandlers(needs: JobNeeds): readonly JobHandler<object>[] {
  return [
    untyped(scanFileHandler(needs)),
    scanAgainHandler(needs),
    untyped(makeRenditionsHandler(needs)),
    untyped(giveUpRenditionsHandler(needs)),
    expireUploadsHandler(needs),
    purgeTrashHandler(needs),
    sweepOrphansHandler(needs),
    endExpiredHandler(needs),
    forgetAnswersHandler(needs),
    wakeDueHandler(needs),
    untyped(sendPushHandler(needs)),
    watchConditionsHandler({ ...needs, reactions: reactions.map(({ name }) => name) }),
  ];
}

/** A handler among others of other data: what it is given is checked against its own schema. */
function untyped<Data extends object>(handler: JobHandler<Data>): JobHandler<object> {
  const { definition, run } = handler;
  return { definition, run: (data, signal) => run(definition.schema.parse(data), signal) };
}
