import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant } from '../kernel/fields.ts';

/** Where the file is that is shared: who works there may see what was let out. */
const shared = z.object({
  shareId: id,
  fileId: id,
  sharedBy: id,
  projectId: id.nullable(),
  meetingId: id.nullable(),
});

function sharedTopics({ sharedBy, projectId }: z.infer<typeof shared>): Topic[] {
  return [`user:${sharedBy}`, ...(projectId ? [`project:${projectId}` as const] : [])];
}

/** Whoever has the link may have the file from now on, without an account here. */
export const FileShared = defineEvent({
  type: 'FileShared',
  version: 1,
  schema: shared.extend({
    expiresAt: instant.nullable(),
    maxDownloads: z.int().positive().nullable(),
    hasPassword: z.boolean(),
  }),
  topics: sharedTopics,
});

export const ShareRevoked = defineEvent({
  type: 'ShareRevoked',
  version: 1,
  schema: shared,
  topics: sharedTopics,
});

/** By somebody who had the link; nothing else is known of them. */
export const SharedFileDownloaded = defineEvent({
  type: 'SharedFileDownloaded',
  version: 1,
  schema: shared,
  topics: sharedTopics,
});

export const shareEvents = [FileShared, ShareRevoked, SharedFileDownloaded] as const;
export type ShareEvent = EventOf<(typeof shareEvents)[number]>;
