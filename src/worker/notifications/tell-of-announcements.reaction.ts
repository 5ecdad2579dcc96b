import { AnnouncementPublished } from '#domain/system/announcement.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { announcementAudience } from '#readmodels/notifications/recipients.query.ts';
import { tell } from './tell.ts';

/** `AnnouncementPublished` → whom it is for, but who wrote it. */
export const tellOfAnnouncementsReaction: Reaction = {
  name: 'notifications.tell-of-announcements',
  from: 'now',
  handles: [AnnouncementPublished.type],
  react: async (event, context) => {
    const announcement = AnnouncementPublished.schema.parse(event.data);
    const { announcementId, title, message: text, type, projectId, authorId } = announcement;
    const audience = await announcementAudience(context.orm, announcement);
    await tell(event, context, {
      told: new Map(
        audience
          .filter((personId) => personId !== authorId)
          .map((personId) => [personId, 'announcement.published']),
      ),
      params: () => ({ title, text }),
      link: null,
      subjectId: announcementId,
      projectId,
      actorId: authorId,
      type,
      urgent: type === 'error',
    });
  },
};
