/**
 * Reactions that leave all three kinds of effects: an event, a row, a job. Ids are new on each run
 * and rows have no unique key, so an effect that happened twice is there twice.
 */
import { v5 as uuidFrom, v7 as uuid } from 'uuid';
import { z } from 'zod';
import { fileDecider } from '#domain/files/file.decider.ts';
import type { FileEvent } from '#domain/files/file.events.ts';
import { NotificationSent, nothingNoted } from '#domain/notifications/notification.events.ts';
import type { JobDefinition, JobHandler } from '#infra/jobs/job.ts';
import { type EventLog, transact } from '#infra/log/transact.ts';
import type { Reaction, ReactionContext } from '#infra/reactions/reaction.ts';

const jobNamespace = '6f1c1f4e-6a57-4b5d-9b52-0b6f6a1d7a10';

type DataOf<Type extends FileEvent['type']> = Extract<FileEvent, { type: Type }>['data'];

export const makeRenditions: JobDefinition<{ fileId: string }> = {
  queue: 'torture.make-renditions',
  schema: z.object({ fileId: z.uuid() }),
  retryLimit: 1_000,
  expireInSeconds: 3,
  concurrency: 4,
};

/** Like the product's own: what it does a second time changes nothing. */
export function makeRenditionsHandler(eventLog: EventLog): JobHandler<{ fileId: string }> {
  return {
    definition: makeRenditions,
    run: async ({ fileId }) => {
      const result = await transact(eventLog, { actorId: null }, (unit) =>
        unit.command(fileDecider, fileId, {
          type: 'RecordRenditions',
          renditions: {
            mimeType: 'image/jpeg',
            width: 640,
            height: 480,
            sizeBytes: 900,
            storageKey: `2026/01/${fileId}-stored.jpg`,
            thumbnails: [],
          },
          originalKept: true,
        }),
      );
      if (!result.ok)
        throw new Error(`renditions of ${fileId} were refused: ${result.refusal.code}`);
    },
  };
}

async function notify(
  { append, tx }: ReactionContext,
  reaction: string,
  eventId: string,
  personId: string,
): Promise<void> {
  const notificationId = uuid();
  await append({
    stream: `notification-${notificationId}`,
    expectedVersion: 0,
    events: [
      NotificationSent.of({
        ...nothingNoted,
        notificationId,
        personId,
        title: reaction,
        message: '',
        type: 'info',
        category: reaction,
        link: null,
        actorId: null,
      }),
    ],
  });
  await tx`insert into torture.effects (reaction, event_id) values (${reaction}, ${eventId})`;
}

export const tortureReactions: readonly Reaction[] = [
  {
    name: 'torture.take-in',
    from: 'beginning',
    handles: ['FileUploaded'],
    react: async (event, context) => {
      const { fileId, uploadedBy } = event.data as DataOf<'FileUploaded'>;
      await notify(context, 'torture.take-in', event.id, uploadedBy);
      await context.send({
        queue: makeRenditions.queue,
        id: uuidFrom(event.id, jobNamespace),
        data: { fileId },
      });
    },
  },
  {
    name: 'torture.tell-ready',
    from: 'beginning',
    handles: ['FileReady'],
    react: async (event, context) => {
      const { uploadedBy } = event.data as DataOf<'FileReady'>;
      await notify(context, 'torture.tell-ready', event.id, uploadedBy);
    },
  },
];
