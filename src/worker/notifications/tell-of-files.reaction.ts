import { FileFailed, FileQuarantined, FileReady } from '#domain/files/file.events.ts';
import type { DomainEvent, RecordedEvent } from '#domain/kernel/event.ts';
import { NotificationSent } from '#domain/notifications/notification.events.ts';
import {
  type NotificationText,
  ownFileFailed,
  ownFileQuarantined,
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
  type: 'info' | 'success' | 'warning' | 'error';
  fileId: string;
  actorId: string | null;
}

/** `FileReady` → the people it concerns; `FileQuarantined`, `FileFailed` → the uploader. */
export const tellOfFilesReaction: Reaction = {
  name: 'notifications.tell-of-files',
  from: 'beginning',
  handles: [FileReady.type, FileQuarantined.type, FileFailed.type],
  react: async (event, context) => {
    if (event.type === FileReady.type) await tellReady(event, context);
    else await tellUploader(event, context);
  },
};

async function tellReady(event: RecordedEvent, context: ReactionContext): Promise<void> {
  const { fileId, uploadedBy } = FileReady.schema.parse(event.data);
  const audience = await fileAudience(context.tx, fileId);
  if (!audience) return;
  // Of a document nothing was made while its uploader did something else: they saw it arrive.
  const told = audience.news.isPicture
    ? audience.people
    : audience.people.filter(({ id }) => id !== uploadedBy);
  await context.begin(
    told.map(({ id: personId, language }) => {
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

async function tellUploader(event: RecordedEvent, context: ReactionContext): Promise<void> {
  const isFailure = event.type === FileFailed.type;
  const { fileId, uploadedBy } = (isFailure ? FileFailed : FileQuarantined).schema.parse(
    event.data,
  );
  const audience = await fileAudience(context.tx, fileId);
  const uploader = audience?.people.find(({ id }) => id === uploadedBy);
  if (!audience || !uploader) return;
  await context.begin([
    notificationOf(event, {
      personId: uploadedBy,
      text: (isFailure ? ownFileFailed : ownFileQuarantined)[uploader.language](audience.news),
      type: isFailure ? 'error' : 'warning',
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
