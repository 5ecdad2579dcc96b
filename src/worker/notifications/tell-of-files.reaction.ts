import { FileFailed, FileReady } from '#domain/files/file.events.ts';
import type { DomainEvent, RecordedEvent } from '#domain/kernel/event.ts';
import { NotificationSent } from '#domain/notifications/notification.events.ts';
import {
  type NotificationText,
  ownFileFailed,
  ownFileReady,
  projectFileReady,
} from '#domain/notifications/texts.ts';
import type { Reaction, ReactionContext } from '#infra/reactions/reaction.ts';
import { fileAudience } from '#readmodels/files/file-news.query.ts';
import { idMadeFrom } from '../event-identity.ts';

/** One for each event and person, however often it is tried. */
interface Telling {
  personId: string;
  text: NotificationText;
  type: 'info' | 'success' | 'error';
  fileId: string;
  actorId: string | null;
}

/** `FileReady` → the uploader and the people of the project; `FileFailed` → the uploader. */
export const tellOfFilesReaction: Reaction = {
  name: 'notifications.tell-of-files',
  from: 'beginning',
  handles: [FileReady.type, FileFailed.type],
  react: async (event, context) => {
    if (event.type === FileReady.type) await tellReady(event, context);
    else await tellFailed(event, context);
  },
};

async function tellReady(event: RecordedEvent, context: ReactionContext): Promise<void> {
  const { fileId, uploadedBy } = FileReady.schema.parse(event.data);
  const audience = await fileAudience(context.tx, fileId);
  if (!audience) return;
  await context.begin(
    audience.people.map(({ id: personId, language }) => {
      const isOwn = personId === uploadedBy;
      return notificationOf(event, {
        personId,
        text: (isOwn ? ownFileReady : projectFileReady)[language](audience.news),
        type: isOwn ? 'success' : 'info',
        fileId,
        actorId: uploadedBy,
      });
    }),
  );
}

async function tellFailed(event: RecordedEvent, context: ReactionContext): Promise<void> {
  const { fileId, uploadedBy } = FileFailed.schema.parse(event.data);
  const audience = await fileAudience(context.tx, fileId);
  const uploader = audience?.people.find(({ id }) => id === uploadedBy);
  if (!audience || !uploader) return;
  await context.begin([
    notificationOf(event, {
      personId: uploadedBy,
      text: ownFileFailed[uploader.language](audience.news),
      type: 'error',
      fileId,
      actorId: null,
    }),
  ]);
}

function notificationOf(
  event: RecordedEvent,
  { personId, text, type, fileId, actorId }: Telling,
): { stream: string; events: DomainEvent[] } {
  const notificationId = idMadeFrom(event, `notification ${personId}`);
  const notification = NotificationSent.of({
    notificationId,
    personId,
    ...text,
    type,
    category: 'file',
    link: `/files/${fileId}`,
    actorId,
  });
  return { stream: `notification-${notificationId}`, events: [notification] };
}
