import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';

export const announcementTitle = text(1, 200);
export const announcementMessage = text(0, 4000);
export const announcementType = z.enum(['info', 'success', 'warning', 'error']);
export const announcementAudience = z.enum(['everyone', 'administrators', 'project']);

/** Each event tells the whole announcement: a frame then needs nothing but its event. */
const announcement = z.object({
  announcementId: id,
  title: announcementTitle,
  message: announcementMessage,
  type: announcementType,
  audience: announcementAudience,
  /** Whose members it is for; null for every other audience. */
  projectId: id.nullable(),
  /** From when it is shown. */
  startsAt: instant,
  /** From when it is shown no more; null: until it is withdrawn. */
  expiresAt: instant.nullable(),
  authorId: id.nullable(),
  createdAt: instant,
});

export type AnnouncementData = z.infer<typeof announcement>;

function audienceTopics({ audience, projectId }: AnnouncementData): Topic[] {
  if (audience === 'everyone') return ['system'];
  return projectId ? [`members:${projectId}`] : ['administrators'];
}

const administratorsOnly = (): Topic[] => ['administrators'];

/** Written for later: nobody but administrators hears of it yet. */
export const AnnouncementScheduled = defineEvent({
  type: 'AnnouncementScheduled',
  version: 1,
  schema: announcement,
  topics: administratorsOnly,
});

/** Changed before it was published. */
export const AnnouncementRevised = defineEvent({
  type: 'AnnouncementRevised',
  version: 1,
  schema: announcement,
  topics: administratorsOnly,
});

export const AnnouncementPublished = defineEvent({
  type: 'AnnouncementPublished',
  version: 1,
  schema: announcement,
  topics: audienceTopics,
});

/** Changed after it was published. */
export const AnnouncementEdited = defineEvent({
  type: 'AnnouncementEdited',
  version: 1,
  schema: announcement,
  topics: audienceTopics,
});

export const AnnouncementWithdrawn = defineEvent({
  type: 'AnnouncementWithdrawn',
  version: 1,
  schema: announcement,
  topics: audienceTopics,
});

/** Given up before it was published. */
export const AnnouncementDiscarded = defineEvent({
  type: 'AnnouncementDiscarded',
  version: 1,
  schema: announcement,
  topics: administratorsOnly,
});

export const announcementEvents = [
  AnnouncementScheduled,
  AnnouncementRevised,
  AnnouncementPublished,
  AnnouncementEdited,
  AnnouncementWithdrawn,
  AnnouncementDiscarded,
] as const;
export type AnnouncementEvent = EventOf<(typeof announcementEvents)[number]>;
