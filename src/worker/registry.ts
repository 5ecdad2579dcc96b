/** Every reaction and every job there is. A new one adds its line here. */
import type { Logger } from 'pino';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { QueueJob } from '#infra/jobs/queue-job.ts';
import type { Mailer, MailOptions } from '#infra/mail/mailer.ts';
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
import { collectDigestsHandler } from './mail/collect-digests.ts';
import { mailNotificationsReaction } from './mail/mail-notifications.reaction.ts';
import { resumeMailingsHandler } from './mail/resume-mailings.ts';
import { giveUpInvitationHandler, sendInvitationHandler } from './mail/send-invitation.handler.ts';
import { sendInvitationReaction } from './mail/send-invitation.reaction.ts';
import { sendMailingHandler } from './mail/send-mailing.handler.ts';
import { expireOldHandler } from './notifications/expire-old.ts';
import { remindHandler } from './notifications/remind.ts';
import { resolveTemplateAlertsReaction } from './notifications/resolve-template-alerts.reaction.ts';
import { tellOfAnnouncementsReaction } from './notifications/tell-of-announcements.reaction.ts';
import type { PictureWorkshop } from './files/workshop/workshop.ts';
import { tellOfChatsReaction } from './notifications/tell-of-chats.reaction.ts';
import { tellOfFilesReaction } from './notifications/tell-of-files.reaction.ts';
import { tellOfInvitationsReaction } from './notifications/tell-of-invitations.reaction.ts';
import { tellOfMeetingsReaction } from './notifications/tell-of-meetings.reaction.ts';
import { tellOfPeopleReaction } from './notifications/tell-of-people.reaction.ts';
import { tellOfTasksReaction } from './notifications/tell-of-tasks.reaction.ts';
import { wakeDueHandler } from './notifications/wake-due.handler.ts';
import { wakeSnoozedReaction } from './notifications/wake-snoozed.reaction.ts';
import { sendPushHandler } from './push/send-push.handler.ts';
import { sendSummaryHandler } from './push/send-summary.handler.ts';
import { sendPushReaction } from './push/send-push.reaction.ts';
import { forgetAnswersHandler } from './requests/forget-answers.ts';
import { endExpiredHandler } from './sessions/end-expired.ts';
import { unassignLeaverHandler } from './tasks/unassign-leaver.handler.ts';
import { unassignLeaverReaction } from './tasks/unassign-leaver.reaction.ts';
import { watchConditionsHandler } from './system/watch-conditions.ts';

/** Those for mail only where mail leaves. */
export function reactionsFor({ mail }: { mail: MailOptions | null }): readonly Reaction[] {
  return [...reactions, ...(mail ? [mailNotificationsReaction(mail), sendInvitationReaction] : [])];
}

const reactions: readonly Reaction[] = [
  scanFileReaction,
  makeRenditionsReaction,
  tellOfFilesReaction,
  tellOfTasksReaction,
  tellOfMeetingsReaction,
  tellOfChatsReaction,
  tellOfPeopleReaction,
  tellOfInvitationsReaction,
  tellOfAnnouncementsReaction,
  resolveTemplateAlertsReaction,
  wakeSnoozedReaction,
  sendPushReaction,
  unassignLeaverReaction,
];

export interface JobNeeds {
  platform: Platform;
  storage: Storage;
  workshop: PictureWorkshop;
  push: PushOptions;
  /** Null where no mail leaves. */
  mail: MailOptions | null;
  mailer: Mailer | null;
  queueJob: QueueJob;
  notificationDays: number;
  clamdUrl: string | null;
  clamdIdleTimeoutMs?: number | undefined;
  keepOriginals: boolean;
  log: Logger;
}

/** Those for mail only where mail leaves. */
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
    remindHandler(needs),
    expireOldHandler(needs),
    ...mailHandlers(needs),
    untyped(sendPushHandler(needs)),
    untyped(sendSummaryHandler(needs)),
    untyped(unassignLeaverHandler(needs)),
    watchConditionsHandler({ ...needs, reactions: reactionsFor(needs).map(({ name }) => name) }),
  ];
}

function mailHandlers({ mail, mailer, ...needs }: JobNeeds): JobHandler<object>[] {
  if (!mail || !mailer) return [];
  const mailNeeds = { ...needs, mail, mailer };
  return [
    untyped(sendMailingHandler(mailNeeds)),
    untyped(sendInvitationHandler(mailNeeds)),
    untyped(giveUpInvitationHandler(mailNeeds)),
    collectDigestsHandler(needs),
    resumeMailingsHandler(mailNeeds),
  ];
}

/** A handler among others of other data: what it is given is checked against its own schema. */
function untyped<Data extends object>(handler: JobHandler<Data>): JobHandler<object> {
  const { definition, run } = handler;
  return { definition, run: (data, signal) => run(definition.schema.parse(data), signal) };
}
